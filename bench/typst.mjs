// typst.mjs PACKAGES MAIN FONTS PDF: what `typst compile` does, by the compiler that npm has. MAIN -: only begins, to tell what Node costs.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { writeFileSync } from 'node:fs';

const [packages, main, fonts, pdf] = process.argv.slice(2);
const { NodeCompiler } = createRequire(`${packages}/`)('@myriaddreamin/typst-ts-node-compiler');
if (main !== '-') {
    const compiler = NodeCompiler.create({ workspace: dirname(main), fontArgs: [{ fontPaths: fonts.split(':') }] });
    writeFileSync(pdf, compiler.pdf({ mainFilePath: main }));
}
