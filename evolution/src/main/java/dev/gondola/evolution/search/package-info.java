/** Search methods. */
package dev.gondola.evolution.search;
