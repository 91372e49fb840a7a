package vn.hoctap.engine.expression;

import java.util.Comparator;

/**
 * What is wrong with an expression, for the person who wrote it.
 *
 * @param line from 1, within the expression's own text
 * @param column from 1, in characters
 * @param message a plain English sentence
 * @param remedy what to do about it, a plain English sentence
 */
public record Fault(int line, int column, String message, String remedy) {
    static final Comparator<Fault> BY_POSITION =
            Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column).thenComparing(Fault::message);
}
