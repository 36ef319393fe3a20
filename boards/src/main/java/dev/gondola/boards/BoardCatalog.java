package dev.gondola.boards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The boards that a robot can be built on. Immutable. */
public final class BoardCatalog {
  private static final List<String> BUILT_IN = List.of("raspberry-pi-zero-2-w", "raspberry-pi-4-b");

  private final List<BoardFile> boards;

  private BoardCatalog(List<BoardFile> boards) {
    this.boards = List.copyOf(boards);
  }

  /** Returns the boards that ship with Gondola. */
  public static BoardCatalog builtIn() {
    return new BoardCatalog(BUILT_IN.stream().map(BoardCatalog::resource).toList());
  }

  /** Returns a catalogue with one board more; it takes the place of one with the same id. */
  public BoardCatalog with(BoardFile board) {
    List<BoardFile> all = new ArrayList<>(boards);
    all.removeIf(b -> b.id().equals(board.id()));
    all.add(board);
    return new BoardCatalog(all);
  }

  /** Returns all boards. */
  public List<BoardFile> boards() {
    return boards;
  }

  /** Returns the ids of all boards. */
  public List<String> ids() {
    return boards.stream().map(BoardFile::id).toList();
  }

  /** Returns the board with the given id. */
  public Optional<BoardFile> find(String id) {
    return boards.stream().filter(b -> b.id().equals(id)).findFirst();
  }

  /**
   * Returns the board with the given id.
   *
   * @throws IllegalArgumentException naming the boards there are, if there is none with this id
   */
  public BoardFile get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no board '" + id + "'; known boards: " + String.join(", ", ids())));
  }

  private static BoardFile resource(String id) {
    String name = "board/" + id + ".yaml";
    try (InputStream in = BoardCatalog.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the board file " + name + " is not in the jar");
      }
      return BoardFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
