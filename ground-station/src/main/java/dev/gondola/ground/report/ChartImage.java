package dev.gondola.ground.report;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws one chart of an image. */
interface ChartImage {

  /** Returns a colour of the page, in its light theme; as there, six take turns. */
  static Color color(int index) {
    return new Color(
        switch (index % 6) {
          case 0 -> 0x0b6bb5;
          case 1 -> 0xc84b00;
          case 2 -> 0x007f5f;
          case 3 -> 0xa8428f;
          case 4 -> 0x8a6a00;
          default -> 0x2b8fc4;
        });
  }

  /** Returns its height, pixels. */
  int height();

  /** Draws it, from a line of the image downwards. */
  void draw(Graphics2D g, int y);
}
