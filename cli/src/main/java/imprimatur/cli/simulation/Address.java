package imprimatur.cli.simulation;

/** Where a request seems to come from. */
record Address(String ip, int asn, String country) {}
