// search.mjs FILE.pdf FOLDER: the text of a PDF as pdf.js and PDFium give it, into FOLDER/pdfjs and FOLDER/pdfium. Run where
// the packages pdfjs-dist and @hyzyla/pdfium are; one that is not there writes nothing.
import fs from 'fs';
const [file, folder] = process.argv.slice(2);
const bytes = new Uint8Array(fs.readFileSync(file));

async function pdfjs() {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
    let text = '';
    for (let i = 1; i <= pdf.numPages; i++)
        for (const item of (await (await pdf.getPage(i)).getTextContent()).items) text += item.str + (item.hasEOL ? '\n' : '');
    return text;
}

async function pdfium() {
    const { PDFiumLibrary } = await import('@hyzyla/pdfium');
    const pdf = await (await PDFiumLibrary.init()).loadDocument(bytes);
    let text = '';
    for (const page of pdf.pages()) text += page.getText() + '\n';
    return text;
}

for (const [name, read] of Object.entries({ pdfjs, pdfium })) {
    try {
        fs.writeFileSync(`${folder}/${name}`, await read());
    } catch (error) {
        if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
}
process.exit(0);
