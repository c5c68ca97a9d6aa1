package imprimatur.cli.demo;

import java.time.Duration;

/**
 * A step of the story as it went.
 *
 * @param happened what was seen, in a few words
 */
public record Step(int number, String title, String happened, boolean asTold, Duration took) {}
