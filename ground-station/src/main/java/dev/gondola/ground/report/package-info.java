/** Reports of flights and imitation runs: one HTML file each, and tables for the terminal. */
package dev.gondola.ground.report;
