/* Preflight.java PDF: what the preflight of PDFBox finds, a line a code and text. */
import java.io.File;
import java.util.TreeSet;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
    public static void main(String[] arguments) throws Exception {
        PreflightParser parser = new PreflightParser(new File(arguments[0]));
        parser.parse();
        TreeSet<String> found = new TreeSet<>();
        try (PreflightDocument document = parser.getPreflightDocument()) {
            document.validate();
            for (ValidationError error : document.getResult().getErrorsList())
                found.add(error.getErrorCode() + " " + error.getDetails());
        }
        found.forEach(System.out::println);
    }
}
