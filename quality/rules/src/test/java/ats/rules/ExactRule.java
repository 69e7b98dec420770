package ats.rules;

import module java.base;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;

/// No floating point where money is: not in `ats.domain`, and in `ats.engine` only where statistics
/// and feature vectors are.
final class ExactRule implements ClassRule {

    /// Statistics, and the one event that carries the values of features.
    private static final Pattern ALLOWED =
            Pattern.compile("ats/engine/(statistics/.*|Event\\$Vector)");

    /// The codec carries the bits of such values to and fro; it may do nothing else with them.
    private static final String CODEC = "ats/engine/codec/";

    private static final Pattern CARRIES_BITS =
            Pattern.compile(
                    "java/nio/FloatBuffer\\.(get|put)"
                            + "|java/lang/Float\\.(floatToRawIntBits|intBitsToFloat)");

    private static final Set<TypeKind> FLOATING = EnumSet.of(TypeKind.DOUBLE, TypeKind.FLOAT);

    @Override
    public List<String> violations(Compiled type) {
        if (!concerned(type)) {
            return List.of();
        }
        var found = new ArrayList<String>();
        for (var field : type.model().fields()) {
            if (floating(field.fieldType().stringValue())) {
                found.add(type.name() + "." + field.fieldName() + " is floating point");
            }
        }
        for (var method : type.model().methods()) {
            if (floating(method.methodType().stringValue())) {
                found.add(say(type, method, "has floating point in its signature"));
            }
            method.code()
                    .filter(code -> calculates(code, type.name().startsWith(CODEC)))
                    .ifPresent(_ -> found.add(say(type, method, "calculates in floating point")));
        }
        return found;
    }

    private static boolean concerned(Compiled type) {
        var room = Room.place(type.name()).map(Room.Place::room);
        return !type.test()
                && (room.equals(Optional.of(Room.DOMAIN)) || room.equals(Optional.of(Room.ENGINE)))
                && !ALLOWED.matcher(type.name()).matches();
    }

    private static String say(Compiled type, MethodModel method, String what) {
        return type.name() + "." + method.methodName().stringValue() + " " + what;
    }

    private static boolean floating(String descriptor) {
        return descriptor.replaceAll("L[^;]+;", "").matches(".*[DF].*");
    }

    private static boolean calculates(CodeModel code, boolean carrier) {
        return code.elementStream()
                .filter(element -> !(carrier && carriesBits(element)))
                .anyMatch(ExactRule::floating);
    }

    private static boolean carriesBits(CodeElement element) {
        return element instanceof InvokeInstruction call
                && CARRIES_BITS
                        .matcher(call.owner().asInternalName() + "." + call.name().stringValue())
                        .matches();
    }

    private static boolean floating(CodeElement element) {
        return switch (element) {
            case OperatorInstruction calculation -> FLOATING.contains(calculation.typeKind());
            case ConvertInstruction change ->
                    FLOATING.contains(change.fromType()) || FLOATING.contains(change.toType());
            case LoadInstruction load -> FLOATING.contains(load.typeKind());
            case StoreInstruction store -> FLOATING.contains(store.typeKind());
            case ConstantInstruction constant -> FLOATING.contains(constant.typeKind());
            case ArrayLoadInstruction load -> FLOATING.contains(load.typeKind());
            case ArrayStoreInstruction store -> FLOATING.contains(store.typeKind());
            case NewPrimitiveArrayInstruction array -> FLOATING.contains(array.typeKind());
            case FieldInstruction field -> floating(field.type().stringValue());
            case InvokeInstruction call -> floating(call.type().stringValue());
            default -> false;
        };
    }
}
