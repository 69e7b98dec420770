package ats.platform.config;

/// One key as it is in force; a secret's value reads `***`.
public record Setting(String key, String value, String origin, String unit, String doc) {}
