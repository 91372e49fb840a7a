package vn.hoctap.engine.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** What shortcuts calculate with; null goes in where a value is not known, and comes out where an answer is not. */
final class Operations {
    private Operations() {}

    @FunctionalInterface
    interface Binary {
        @Nullable
        Object on(@Nullable Object left, @Nullable Object right);
    }

    static Optional<Binary> named(String function) {
        return Optional.ofNullable(
                switch (function) {
                    case "_<_" -> order(order -> order < 0);
                    case "_<=_" -> order(order -> order <= 0);
                    case "_>_" -> order(order -> order > 0);
                    case "_>=_" -> order(order -> order >= 0);
                    case "_==_" -> Operations::same;
                    case "_!=_" -> (left, right) -> not(same(left, right));
                    case "_+_" -> calculation(Rational::plus);
                    case "_-_" -> calculation(Rational::minus);
                    case "_*_" -> calculation(Rational::times);
                    case "_/_" -> calculation(Rational::over);
                    case "startsWith" -> text(String::startsWith);
                    case "endsWith" -> text(String::endsWith);
                    case "contains" -> text(String::contains);
                    default -> null;
                });
    }

    private static Binary order(IntPredicate holds) {
        return (left, right) -> (left instanceof ExactNumber one && right instanceof ExactNumber other)
                ? Boolean.valueOf(holds.test(one.compareTo(other)))
                : null;
    }

    private static Binary calculation(BinaryOperator<Rational> result) {
        return (left, right) -> {
            if (left instanceof ExactNumber one && right instanceof ExactNumber other) {
                try {
                    return ExactNumber.of(result.apply(one.rational(), other.rational()));
                } catch (ArithmeticException forTheRuntimeToExplain) {
                    return null;
                }
            }
            return null;
        };
    }

    private static Binary text(BiPredicate<String, String> holds) {
        return (left, right) -> (left instanceof String one && right instanceof String other)
                ? Boolean.valueOf(holds.test(one, other))
                : null;
    }

    /** Only of two numbers, texts or answers. */
    static @Nullable Boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof ExactNumber number) {
            return right instanceof ExactNumber ? Boolean.valueOf(number.equals(right)) : null;
        }
        if (left instanceof String text) {
            return right instanceof String ? Boolean.valueOf(text.equals(right)) : null;
        }
        return (left instanceof Boolean answer && right instanceof Boolean)
                ? Boolean.valueOf(answer.equals(right))
                : null;
    }

    static @Nullable Boolean not(@Nullable Object answer) {
        return answer instanceof Boolean known ? Boolean.valueOf(!known) : null;
    }

    static @Nullable Boolean has(Structure owner, String field) {
        return owner.find(field).isPresent();
    }

    /** Every item must have a value, as when the list is made. */
    static @Nullable Boolean in(@Nullable Object sought, Shortcut[] items, Shortcut.Variables variables) {
        boolean found = false;
        for (Shortcut item : items) {
            Boolean same = same(sought, item.read(variables));
            if (same == null) {
                return null;
            }
            found |= same;
        }
        return sought == null ? null : Boolean.valueOf(found);
    }

    /** Either side decides when it is {@code decisive}, whatever became of the other one. */
    static @Nullable Boolean decide(Boolean decisive, Shortcut left, Shortcut right, Shortcut.Variables variables) {
        Object one = left.read(variables);
        if (decisive.equals(one)) {
            return decisive;
        }
        Object other = right.read(variables);
        if (decisive.equals(other)) {
            return decisive;
        }
        return (one instanceof Boolean && other instanceof Boolean) ? Boolean.valueOf(!decisive) : null;
    }

    static @Nullable Boolean decide(Boolean decisive, List<?> list, Shortcut body, Shortcut.Variables variables) {
        boolean known = true;
        for (Object value : list) {
            Object answer = body.read(variables.at(value));
            if (decisive.equals(answer)) {
                return decisive;
            }
            known &= answer instanceof Boolean;
        }
        return known ? Boolean.valueOf(!decisive) : null;
    }
}
