package ats.rules;

import module java.base;

/// A rule about one compiled class: what it finds wrong there, one line each.
interface ClassRule {

    List<String> violations(Compiled type);
}
