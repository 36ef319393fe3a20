package dev.gondola.boards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a YAML file of ours into a tree and notes where each value stands. Only what such a file
 * needs is taken: one document, plain values, no anchors, aliases or tags; size, depth and number
 * of values are bounded. Whatever the file holds, reading it ends with a tree or with faults.
 */
final class YamlDocument {
  static final int MAX_BYTES = 64 * 1024;
  static final int MAX_DEPTH = 16;
  static final int MAX_VALUES = 10_000;

  private static final String ROOT = "$";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String[] lines;
  private final Faults faults;
  private final YAMLParser parser;
  private int values;

  private YamlDocument(String text, Faults faults) {
    this.lines = text.split("\r\n|\r|\n", -1);
    this.faults = faults;
    this.parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text);
  }

  /**
   * Reads a file.
   *
   * @return the root, or a missing node where there is none to go on with
   */
  static JsonNode read(Path path, Faults faults) {
    byte[] bytes = bytes(path, faults);
    if (bytes == null) {
      return MissingNode.getInstance();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return parse(text, faults);
    } catch (CharacterCodingException e) {
      faults.add(ROOT, "the file is not UTF-8 text", "save it as UTF-8");
      return MissingNode.getInstance();
    }
  }

  /** Reads a text; see {@link #read}. */
  static JsonNode parse(String text, Faults faults) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      YamlDocument document = new YamlDocument(withoutMark, faults);
      return document.root();
    } catch (Refused e) {
      return MissingNode.getInstance();
    } catch (JacksonException e) {
      syntaxFault(e, faults);
    } catch (YamlEngineException e) {
      faults.add(ROOT, "not YAML: " + Faults.quote(firstLine(e.getMessage())), "mend the syntax");
    }
    return MissingNode.getInstance();
  }

  private JsonNode root() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      faults.addAt(1, 1, ROOT, "the file is empty", "begin from the reference file");
      return MissingNode.getInstance();
    }
    faults.place(ROOT, 1, 1);
    JsonNode root = value(first, ROOT, 0);
    if (parser.nextToken() != null) {
      fault(ROOT, "a second document begins here", "keep one document: take out the line ---");
    }
    return root;
  }

  private JsonNode value(JsonToken token, String path, int depth) {
    values++;
    if (values > MAX_VALUES) {
      throw refused(path, "more than " + MAX_VALUES + " values", "split or shorten the file");
    }
    if (depth > MAX_DEPTH) {
      throw refused(path, "nested deeper than " + MAX_DEPTH + " levels", "take out brackets");
    }
    checkPlain(path);
    return switch (token) {
      case START_OBJECT -> object(path, depth);
      case START_ARRAY -> array(path, depth);
      case VALUE_NUMBER_INT -> integer(path);
      case VALUE_NUMBER_FLOAT -> decimal(path);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> string();
    };
  }

  private void checkPlain(String path) {
    if (parser.isCurrentAlias()) {
      fault(path, "a YAML alias (*name)", "write the value out: aliases are not taken here");
    } else if (parser.getObjectId() != null) {
      fault(path, "a YAML anchor (&name)", "take it out: anchors are not taken here");
    } else if (parser.getTypeId() != null) {
      fault(path, "a YAML tag (!name)", "take it out: tags are not taken here");
    }
  }

  private ObjectNode object(String path, int depth) {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPath = Faults.member(path, key);
      TokenStreamLocation location = parser.currentTokenLocation();
      if (object.has(key)) {
        fault(keyPath, "the key is there twice", "take one of them out");
        value(parser.nextToken(), keyPath, depth + 1);
      } else {
        faults.place(keyPath, location.getLineNr(), location.getColumnNr());
        object.set(key, value(parser.nextToken(), keyPath, depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(String path, int depth) {
    ArrayNode array = NODES.arrayNode();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      String elementPath = Faults.element(path, array.size());
      TokenStreamLocation location = parser.currentTokenLocation();
      faults.place(elementPath, location.getLineNr(), location.getColumnNr());
      array.add(value(token, elementPath, depth + 1));
      token = parser.nextToken();
    }
    return array;
  }

  // A number of any size must not grow: longs and doubles are all our files need.
  private JsonNode integer(String path) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> tooLarge(path);
    };
  }

  private JsonNode decimal(String path) {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      return tooLarge(path);
    }
    // JSON Schema holds 10.0 to be a whole number, so whoever reads the tree must find one.
    boolean whole = number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
    return whole ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  private JsonNode tooLarge(String path) {
    fault(path, "the number is too large", "give a number of a sensible size");
    faults.setUnread(path);
    return NODES.nullNode();
  }

  // Jackson leaves hexadecimal numbers of the YAML core schema as text.
  private JsonNode string() {
    String text = parser.getString();
    if (!isHexadecimal(text) || isQuoted(parser.currentTokenLocation())) {
      return NODES.stringNode(text);
    }
    return NODES.numberNode(Long.parseLong(text, 2, text.length(), 16));
  }

  private static boolean isHexadecimal(String text) {
    if (!text.startsWith("0x") || text.length() < 3 || text.length() > 2 + 15) {
      return false;
    }
    return text.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  private boolean isQuoted(TokenStreamLocation at) {
    int line = at.getLineNr() - 1;
    int column = at.getColumnNr() - 1;
    if (line < 0 || line >= lines.length || column < 0 || column >= lines[line].length()) {
      return true;
    }
    return lines[line].charAt(column) != '0';
  }

  private void fault(String path, String message, String remedy) {
    TokenStreamLocation at = parser.currentTokenLocation();
    faults.addAt(at.getLineNr(), at.getColumnNr(), path, message, remedy);
  }

  private Refused refused(String path, String message, String remedy) {
    fault(path, message, remedy);
    return new Refused();
  }

  private static void syntaxFault(JacksonException e, Faults faults) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    String problem = firstLine(e.getOriginalMessage());
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      problem = marked.getProblem() == null ? problem : marked.getProblem();
      line = marked.getProblemMark().map(m -> m.getLine() + 1).orElse(line);
      column = marked.getProblemMark().map(m -> m.getColumn() + 1).orElse(column);
    }
    faults.addAt(
        Math.max(line, 0),
        Math.max(column, 0),
        ROOT,
        "not YAML: " + Faults.quote(problem),
        "mend the syntax here or just above; indent with spaces");
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  private static byte[] bytes(Path path, Faults faults) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        faults.add(ROOT, "not a regular file", "name a YAML file");
        return null;
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length <= MAX_BYTES) {
          return bytes;
        }
        faults.add(
            ROOT,
            "the file is larger than " + MAX_BYTES + " bytes",
            "a file of this kind has a few hundred: is it the right one?");
      }
    } catch (NoSuchFileException e) {
      faults.add(ROOT, "there is no such file", "check the path");
    } catch (AccessDeniedException e) {
      faults.add(ROOT, "the file may not be read", "give this user the right to read it");
    } catch (IOException e) {
      faults.add(ROOT, "the file cannot be read: " + e.getMessage(), "check disk and path");
    }
    return null;
  }

  /** Reading cannot go on; the fault has been noted. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(null, null, false, false);
    }
  }
}
