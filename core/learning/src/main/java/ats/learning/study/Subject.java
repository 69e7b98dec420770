package ats.learning.study;

import ats.learning.table.Table;

/// What is studied, with the names that a card keeps.
///
/// @param dataset the hash of the dataset that the table comes from
/// @param featureSet the hash of its feature set
/// @param label the text of its label
/// @param calendar the name of the calendar whose sessions divide its rows
/// @param code the version of the program
public record Subject(
        Table table,
        String dataset,
        String featureSet,
        String label,
        String calendar,
        String code) {}
