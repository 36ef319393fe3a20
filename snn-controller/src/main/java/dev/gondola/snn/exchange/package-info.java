/**
 * Exchange with other frameworks: NIR graphs become integer networks ({@code NirImport}) and
 * integer networks NIR graphs ({@code NirExport}), with what it costs.
 */
package dev.gondola.snn.exchange;
