import java.io.PrintStream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Prints each word with what Lucene's analyzer `swedish` makes of it: nothing, for a stop word. */
class Stems {
    public static void main(String[] words) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        try (SwedishAnalyzer analyzer = new SwedishAnalyzer()) {
            for (String word : words) {
                StringBuilder stems = new StringBuilder();
                try (TokenStream tokens = analyzer.tokenStream("text", word)) {
                    CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
                    tokens.reset();
                    while (tokens.incrementToken()) {
                        stems.append(stems.length() > 0 ? " " : "").append(term);
                    }
                    tokens.end();
                }
                out.println(word + "\t" + stems);
            }
        }
    }
}
