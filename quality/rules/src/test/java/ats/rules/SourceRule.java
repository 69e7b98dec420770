package ats.rules;

import module java.base;

/// A rule about one source file: what it finds wrong there, one line each.
interface SourceRule {

    List<String> violations(Source source);
}
