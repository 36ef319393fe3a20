(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("charts");
  const cursors = uPlot.sync("time");
  const AXIS_WIDTH = 62;
  const LINE_HEIGHT_PX = 300;
  const RASTER_HEIGHT_PX = 340;
  let plots = [];
  let zooming = false;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colorOf = index => css(index < 0 ? "--reference" : "--color-" + index % 6);
  const width = () => root.clientWidth;
  const number = (digits, value) => value == null ? "" : value.toFixed(digits);

  // Every chart shows the same stretch of time.
  function follow(leader) {
    if (zooming) return;
    zooming = true;
    const { min, max } = leader.scales.x;
    for (const plot of plots) if (plot !== leader) plot.setScale("x", { min, max });
    zooming = false;
  }

  const whole = data.times.reduce(
    ([low, high], t) => t.length ? [Math.min(low, t[0]), Math.max(high, t[t.length - 1])] : [low, high],
    [Infinity, -Infinity]);

  function axes(label) {
    const common = { stroke: css("--dim"), font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif",
      grid: { stroke: css("--rule"), width: 1 }, ticks: { stroke: css("--rule"), width: 1 } };
    return [
      { ...common, label: "time [s]", labelSize: 18, size: 32 },
      { ...common, label, size: AXIS_WIDTH - 18, labelSize: 18 },
    ];
  }

  function options(chart, height, series, more) {
    return {
      width: width(), height, series, axes: axes(chart.axis),
      padding: [10, 12, 0, 0],
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

  // The range of the bulk of the values, wide enough that ordinary swings fit.
  function bulk(columns) {
    const sorted = columns.slice(1).flat().filter(value => value != null).sort((a, b) => a - b);
    if (!sorted.length) return [-1, 1];
    const low = sorted[Math.floor(0.005 * (sorted.length - 1))];
    const high = sorted[Math.ceil(0.995 * (sorted.length - 1))];
    const margin = Math.max(0.15 * (high - low), 0.1);
    return [low - margin, high + margin];
  }

  function lineChart(chart, box, full) {
    const { order, columns } = table(chart);
    const series = [{ label: "time", value: (plot, value) => value == null ? "" : number(1, value) + " s" }];
    for (const line of order) {
      const stroke = colorOf(line.color);
      series.push({ label: line.label, stroke, width: line.color < 0 ? 1.25 : 1.5, dash: line.color < 0 ? [6, 4] : [],
        points: { show: false }, spanGaps: false, value: (plot, value) => number(3, value),
        paths: line.held ? uPlot.paths.stepped({ align: 1 }) : undefined });
    }
    const [low, high] = bulk(columns);
    const range = chart.robust && !full.checked ? () => [low, high] : undefined;
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
    const image = new ImageData(Math.max(1, Math.round(wide)), raster.neurons);
    const [red, green, blue] = css("--spike").split(",").map(Number);
    const { times, neurons, counts, most } = raster;
    const tickLength = times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : 1;
    const end = times[times.length - 1] + tickLength;
    for (let column = 0; column < image.width; column++) {
      const from = min + (max - min) * column / image.width;
      const to = min + (max - min) * (column + 1) / image.width;
      if (to < times[0] || from >= end) continue;
      const first = Math.max(0, tickAt(times, from));
      const last = Math.max(first, tickAt(times, to) - 1);
      for (let neuron = 0; neuron < neurons; neuron++) {
        let sum = 0;
        for (let tick = first; tick <= last; tick++) sum += counts[tick * neurons + neuron];
        if (sum === 0) continue;
        const rate = sum / (last - first + 1) / most;
        image.data.set([red, green, blue, 255 * (0.3 + 0.7 * rate)], 4 * ((neurons - 1 - neuron) * image.width + column));
      }
    }
    const sheet = document.createElement("canvas");
    sheet.width = image.width;
    sheet.height = neurons;
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
    ctx.font = 600 + " " + 12 * ratio + "px system-ui, sans-serif";
    ctx.textBaseline = "top";
    let first = 0;
    raster.populations.forEach((population, index) => {
      const color = colorOf(index);
      const top = plot.valToPos(first + population.neurons, "y", true);
      ctx.fillStyle = color;
      ctx.fillRect(bbox.left, top, bbox.width, ratio);
      const text = population.name + " (" + population.neurons + ")";
      const size = ctx.measureText(text).width;
      ctx.globalAlpha = 0.85;
      ctx.fillStyle = css("--paper");
      ctx.fillRect(bbox.left + bbox.width - size - 12 * ratio, top + 2 * ratio, size + 10 * ratio, 16 * ratio);
      ctx.globalAlpha = 1;
      ctx.fillStyle = color;
      ctx.fillText(text, bbox.left + bbox.width - size - 7 * ratio, top + 4 * ratio);
      first += population.neurons;
    });
    ctx.restore();
  }

  function rasterChart(chart, box) {
    const times = data.times[chart.time];
    const counts = decode(chart.counts);
    const neurons = chart.populations.reduce((sum, population) => sum + population.neurons, 0);
    const totals = times.map((time, tick) => {
      let sum = 0;
      for (let i = tick * neurons; i < (tick + 1) * neurons; i++) sum += counts[i];
      return sum;
    });
    const most = counts.reduce((a, b) => Math.max(a, b), 1);
    const raster = { times, counts, neurons, most, populations: chart.populations };
    const series = [
      { label: "time", value: (plot, value) => value == null ? "" : number(1, value) + " s" },
      { label: "spikes in this control period", scale: "total", stroke: css("--reference"), points: { show: false },
        paths: () => null, value: (plot, value) => number(0, value) },
    ];
    const more = {
      scales: { y: { range: () => [0, neurons] }, total: { range: () => [0, 1] } },
      hooks: { drawAxes: [plot => { if (times.length) paintSpikes(plot, raster); }] },
    };
    return new uPlot(options(chart, RASTER_HEIGHT_PX, series, more), [times, totals], box);
  }

  function draw() {
    const shown = plots.length ? { min: plots[0].scales.x.min, max: plots[0].scales.x.max } : null;
    plots.forEach(plot => plot.destroy());
    plots = [];
    zooming = true;
    plots = boxes.map(({ chart, box, full }) => chart.kind === "raster" ? rasterChart(chart, box) : lineChart(chart, box, full));
    if (shown) plots.forEach(plot => plot.setScale("x", shown));
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
    if (chart.robust) {
      const label = document.createElement("label");
      label.append(full, " full range, with every kick");
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
