(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("charts");
  const cursors = uPlot.sync("time");
  const POPULATION_FONT = "600 12px system-ui, sans-serif";
  const LINE_HEIGHT_PX = 300;
  const RASTER_HEIGHT_PX = 340;
  const MAX_RASTER_HEIGHT_PX = 640;
  const AXES_HEIGHT_PX = 62;
  const CAPTION_HEIGHT_PX = 14;
  let plots = [];
  let zooming = false;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colorOf = index => css(index < 0 ? "--reference" : "--color-" + index % 6);
  const width = () => root.clientWidth;
  const number = (digits, value) => value == null ? "" : value.toFixed(digits);
  const timeSeries = { label: data.axis.unit ? "time" : data.axis.label, value: (plot, value) => value == null ? "" : number(data.axis.digits, value) + data.axis.unit };

  // Every chart shows the same stretch of time.
  function follow(leader) {
    if (zooming) return;
    zooming = true;
    const { min, max } = leader.scales.x;
    for (const plot of plots) if (plot !== leader) plot.setScale("x", { min, max });
    zooming = false;
  }

  const caption = population => population.name + " (" + population.neurons + ")";

  // Room at the left of every chart for the longest number, a membrane potential for example.
  const AXIS_WIDTH = (() => {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = "12px system-ui, sans-serif";
    const values = data.charts.flatMap(chart => (chart.lines || []).map(line =>
      line.values.reduce((most, value) => Math.max(most, Math.min(Math.abs(value), chart.limit || Infinity)), 0)));
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    return Math.max(62, 36 + ctx.measureText("-" + Math.round(most).toLocaleString("en-US")).width);
  })();

  // Room at the right of every chart, so that their time axes align, for the names of the populations.
  const gutter = (() => {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = POPULATION_FONT;
    const captions = data.charts.flatMap(chart => chart.populations || []).map(caption);
    return 16 + captions.reduce((widest, text) => Math.max(widest, ctx.measureText(text).width), 0);
  })();

  // All times of all charts; never empty, however short the run.
  const whole = (() => {
    const ends = data.times.filter(times => times.length).flatMap(times => [times[0], times[times.length - 1]]);
    const low = ends.reduce((a, b) => Math.min(a, b), Infinity);
    const high = ends.reduce((a, b) => Math.max(a, b), -Infinity);
    if (low < high) return [low, high];
    return ends.length ? [low - 0.5, low + 0.5] : [0, 1];
  })();

  function axes(label, splits, values) {
    const common = { stroke: css("--dim"), font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif",
      grid: { stroke: css("--rule"), width: 1 }, ticks: { stroke: css("--rule"), width: 1 } };
    return [
      { ...common, label: data.axis.label, labelSize: 18, size: 32 },
      { ...common, label, size: AXIS_WIDTH - 18, labelSize: 18, ...(splits ? { splits, values } : {}) },
    ];
  }

  function options(chart, height, series, more) {
    return {
      width: width(), height, series, axes: axes(chart.axis),
      padding: [10, gutter, 0, 0],
      cursor: { sync: { key: cursors.key, setSeries: false }, drag: { x: true, y: false, setScale: true } },
      ...more,
      scales: { x: { time: false, range: (plot, low, high) => low == null ? whole : [low, high] }, ...more.scales },
      hooks: { ...more.hooks, setScale: [(plot, key) => { if (key === "x") follow(plot); }] },
    };
  }

  // One column of times for all lines; lines sampled at the same times need no joining.
  function table(chart) {
    const groups = new Map();
    for (const line of chart.lines) {
      if (!groups.has(line.time)) groups.set(line.time, []);
      groups.get(line.time).push(line);
    }
    const order = [...groups.values()].flat();
    const tables = [...groups].map(([time, lines]) => [data.times[time], ...lines.map(line => line.values)]);
    return { order, columns: tables.length === 1 ? tables[0] : uPlot.join(tables) };
  }

  // The vertical range that leaves out what lies far beyond the limit.
  function within(limit, columns) {
    const values = columns.slice(1).flat().filter(value => value != null).map(value => Math.max(-limit, Math.min(limit, value)));
    const low = values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
    const margin = 0.08 * (high - low) || 1;
    return values.length ? [low - margin, high + margin] : [-1, 1];
  }

  function lineChart(chart, box, full) {
    const { order, columns } = table(chart);
    const series = [timeSeries];
    for (const line of order) {
      const stroke = colorOf(line.color);
      series.push({ label: line.label, stroke, width: line.color < 0 ? 1.25 : 1.5, dash: line.color < 0 ? [6, 4] : [],
        points: { show: false }, spanGaps: false, value: (plot, value) => number(chart.digits, value),
        paths: line.held ? uPlot.paths.stepped({ align: 1 }) : undefined });
    }
    const [low, high] = chart.limit ? within(chart.limit, columns) : [];
    const range = chart.limit && !full.checked ? () => [low, high] : undefined;
    return new uPlot(options(chart, LINE_HEIGHT_PX, series, { scales: range ? { y: { range } } : {} }), columns, box);
  }

  function decode(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  // Index of the last time that is not after t; -1 before the first.
  function tickAt(times, t) {
    let low = -1, high = times.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= t) low = middle; else high = middle;
    }
    return low;
  }

  // Each pixel column shows the mean count of the ticks in it, a single spike never fainter than 30 %.
  function paintSpikes(plot, raster) {
    const { left, top, width: wide, height: high } = plot.bbox;
    const { min, max } = plot.scales.x;
    const image = new ImageData(Math.max(1, Math.round(wide)), raster.rows);
    const [red, green, blue] = css("--spike").split(",").map(Number);
    const { times, rows, counts, most } = raster;
    const tickLength = times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : 1;
    const end = times[times.length - 1] + tickLength;
    for (let column = 0; column < image.width; column++) {
      const from = min + (max - min) * column / image.width;
      const to = min + (max - min) * (column + 1) / image.width;
      if (to < times[0] || from >= end) continue;
      const first = Math.max(0, tickAt(times, from));
      const last = Math.max(first, tickAt(times, to) - 1);
      for (let row = 0; row < rows; row++) {
        let sum = 0;
        for (let tick = first; tick <= last; tick++) sum += counts[tick * rows + row];
        if (sum === 0) continue;
        const rate = sum / (last - first + 1) / most;
        image.data.set([red, green, blue, 255 * (0.3 + 0.7 * rate)], 4 * ((rows - 1 - row) * image.width + column));
      }
    }
    const sheet = document.createElement("canvas");
    sheet.width = image.width;
    sheet.height = rows;
    sheet.getContext("2d").putImageData(image, 0, 0);
    plot.ctx.save();
    plot.ctx.imageSmoothingEnabled = false;
    plot.ctx.drawImage(sheet, left, top, wide, high);
    plot.ctx.restore();
    paintPopulations(plot, raster);
  }

  function paintPopulations(plot, raster) {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.font = POPULATION_FONT.replace("12px", 12 * ratio + "px");
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    let end = raster.rows;
    let above = -Infinity;
    // Downwards, since outputs, at the top, are often few.
    for (let index = raster.populations.length - 1; index >= 0; index--) {
      const population = raster.populations[index];
      const bottom = plot.valToPos(end - population.rows, "y", true);
      const top = plot.valToPos(end, "y", true);
      ctx.fillStyle = colorOf(index);
      ctx.fillRect(bbox.left + bbox.width + 3 * ratio, top, 3 * ratio, Math.max(ratio, bottom - top - ratio));
      // A small population's caption gives way a little; where there is no room near it, it is left out.
      const middle = (top + bottom) / 2;
      const y = Math.max(middle, above + CAPTION_HEIGHT_PX * ratio);
      if (y <= middle + 2 * CAPTION_HEIGHT_PX * ratio) {
        ctx.fillText(caption(population), bbox.left + bbox.width + 10 * ratio, y);
        above = y;
      }
      end -= population.rows;
    }
    ctx.restore();
  }

  // Borders between populations, without those too close to the one before to be read.
  function apart(rowBorders, neuronBorders, rows) {
    const splits = [], labels = [];
    rowBorders.forEach((border, i) => {
      if (splits.length && border - splits[splits.length - 1] < rows / 20) return;
      splits.push(border);
      labels.push(neuronBorders[i]);
    });
    return { splits, labels };
  }

  function rasterChart(chart, box) {
    const times = data.times[chart.time];
    const counts = decode(chart.counts);
    const rows = chart.populations.reduce((sum, population) => sum + population.rows, 0);
    const borders = key => chart.populations.reduce((list, population) => [...list, list[list.length - 1] + population[key]], [0]);
    const { splits, labels } = apart(borders("rows"), borders("neurons"), rows);
    const most = counts.reduce((a, b) => Math.max(a, b), 1);
    const raster = { times, counts, rows, most, populations: chart.populations };
    const series = [
      timeSeries,
      { label: chart.countLabel, scale: "total", stroke: css("--reference"), points: { show: false },
        paths: () => null, value: (plot, value) => number(0, value) },
    ];
    const more = {
      axes: axes(chart.axis, () => splits, () => labels),
      scales: { y: { range: () => [0, rows] }, total: { range: () => [0, 1] } },
      hooks: { drawAxes: [plot => { if (times.length) paintSpikes(plot, raster); }] },
    };
    const height = Math.min(MAX_RASTER_HEIGHT_PX, Math.max(RASTER_HEIGHT_PX, rows + AXES_HEIGHT_PX));
    return new uPlot(options(chart, height, series, more), [times, chart.totals], box);
  }

  // Makes all charts anew, with the stretch of time and the lines that were shown.
  function draw() {
    const before = plots.map(plot => ({ x: { min: plot.scales.x.min, max: plot.scales.x.max }, show: plot.series.map(s => s.show) }));
    plots.forEach(plot => plot.destroy());
    zooming = true;
    plots = boxes.map(({ chart, box, full }) => chart.kind === "raster" ? rasterChart(chart, box) : lineChart(chart, box, full));
    before.forEach(({ x, show }, i) => {
      plots[i].setScale("x", x);
      show.forEach((shown, line) => { if (!shown) plots[i].setSeries(line, { show: false }); });
    });
    zooming = false;
  }

  const boxes = data.charts.map(chart => {
    const box = document.createElement("section");
    box.className = "chart";
    const head = document.createElement("div");
    head.className = "chart-head";
    const title = document.createElement("h2");
    title.textContent = chart.title;
    head.append(title);
    const full = document.createElement("input");
    full.type = "checkbox";
    full.addEventListener("change", draw);
    if (chart.limit) {
      const label = document.createElement("label");
      label.append(full, " show what lies beyond \u00b1" + chart.limit);
      head.append(label);
    }
    box.append(head);
    root.append(box);
    return { chart, box, full };
  });

  draw();
  addEventListener("resize", () => plots.forEach(plot => plot.setSize({ width: width(), height: plot.height })));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
