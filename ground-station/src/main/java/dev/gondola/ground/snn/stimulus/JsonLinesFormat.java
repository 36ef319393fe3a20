package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.Input;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.io.JsonFields;
import dev.gondola.snn.io.JsonFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object a line, described by {@code snn-input.schema.json}: {@code {"step": 5, "values":
 * {"in": [0, 3]}, "spikes": {"in": [1]}}}. Values, one for each channel, hold until others are
 * given; spikes, channels that are 1, last one step.
 */
final class JsonLinesFormat implements LineFormat {
  private final InputLayout layout;

  JsonLinesFormat(InputLayout layout) {
    this.layout = layout;
  }

  @Override
  public void parse(String line, Frame frame) {
    List<String> faults = new ArrayList<>();
    try {
      JsonFields root =
          new JsonFields(
              JsonFiles.parseObject("", line.getBytes(StandardCharsets.UTF_8)), "", faults);
      long step = root.integer("step", 1, (int) StimulusFile.MAX_STEP);
      frame.begin(step, step);
      if (root.has("values")) {
        values(root.object("values"), frame);
      }
      if (root.has("spikes")) {
        spikes(root.object("spikes"), frame);
      }
      root.refuseOthers();
    } catch (NetworkException e) {
      e.faults().forEach(fault -> faults.add(fault.replaceFirst("^line 1, ", "")));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private void values(JsonFields fields, Frame frame) {
    for (int i = 0; i < layout.inputs().size(); i++) {
      Input input = layout.inputs().get(i);
      if (!fields.has(input.id())) {
        continue;
      }
      int[] values = fields.integers(input.id(), layout.lowest(i), layout.highest(i));
      if (values.length != input.size()) {
        fields.reject(
            input.id(), "must list %d values, lists %d".formatted(input.size(), values.length));
        continue;
      }
      for (int channel = 0; channel < values.length; channel++) {
        frame.hold(i, channel, values[channel]);
      }
    }
    fields.refuseOthers();
  }

  private void spikes(JsonFields fields, Frame frame) {
    for (int i = 0; i < layout.inputs().size(); i++) {
      Input input = layout.inputs().get(i);
      if (fields.has(input.id())) {
        for (int channel : fields.integers(input.id(), 0, input.size() - 1)) {
          frame.pulse(i, channel, 1);
        }
      }
    }
    fields.refuseOthers();
  }
}
