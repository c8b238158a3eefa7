using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ConnectorBuild.CustomCode;

/// <summary>
/// Finds static fields whose content changes while the script runs: fields that are assigned outside of the class's initialization, and
/// collections that something is added to or removed from. A table that is filled once and only read is not state.
/// </summary>
internal static class ScriptStaticState
{
    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal)
    {
        "Add", "AddOrUpdate", "AddRange", "Append", "AppendLine", "Clear", "Dequeue", "Enqueue", "GetOrAdd", "Insert", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt",
        "RemoveWhere", "set_Item", "TryAdd", "TryDequeue", "TryPop", "TryRemove", "TryTake", "TryUpdate", "UnionWith",
    };

    /// <summary>The names of the fields and properties, as the script writes them.</summary>
    public static IReadOnlyList<string> Of(PEReader file, MetadataReader metadata)
    {
        var fields = metadata.FieldDefinitions.Where(handle => NameOf(metadata, handle) is not null)
            .Select(handle => MetadataTokens.GetToken(handle)).ToHashSet();
        var changed = new SortedSet<int>();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            if (method.RelativeVirtualAddress != 0 && metadata.GetString(method.Name) != ".cctor")
            {
                var code = IlReader.Read(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader());
                changed.UnionWith(
                    Enumerable.Range(0, code.Count).Where(at => fields.Contains(code[at].Token) && IsChange(metadata, code, at))
                        .Select(at => code[at].Token));
            }
        }

        return [.. changed.Select(token => NameOf(metadata, (FieldDefinitionHandle)MetadataTokens.EntityHandle(token))!)];
    }

    // Null for what is not a static variable of the script: constants, and what the compiler makes for lambdas.
    private static string? NameOf(MetadataReader metadata, FieldDefinitionHandle handle)
    {
        var field = metadata.GetFieldDefinition(handle);
        if ((field.Attributes & FieldAttributes.Static) == 0 || (field.Attributes & FieldAttributes.Literal) != 0
            || metadata.GetString(metadata.GetTypeDefinition(field.GetDeclaringType()).Name).StartsWith('<'))
        {
            return null;
        }

        var name = metadata.GetString(field.Name);
        const string Property = ">k__BackingField";
        return !name.StartsWith('<') ? name : name.EndsWith(Property, StringComparison.Ordinal) ? name[1..^Property.Length] : null;
    }

    private static bool IsChange(MetadataReader metadata, IReadOnlyList<(OpCode Code, int Token)> code, int at)
    {
        var (opcode, token) = code[at];
        if (opcode == OpCodes.Stsfld)
        {
            return true;
        }

        var isReadOnly = (metadata.GetFieldDefinition(
            (FieldDefinitionHandle)MetadataTokens.EntityHandle(token)).Attributes & FieldAttributes.InitOnly) != 0;
        return opcode == OpCodes.Ldsflda
            ? !isReadOnly
            : opcode == OpCodes.Ldsfld && Receiver(metadata, code, at) is { } method && Changes.Contains(method);
    }

    // The method that is called on the value that an instruction loads; null if something else becomes of the value, or it cannot be told.
    private static string? Receiver(MetadataReader metadata, IReadOnlyList<(OpCode Code, int Token)> code, int load)
    {
        // How many values lie above the one that was loaded.
        var above = 0;
        for (var at = load + 1; at < code.Count; at++)
        {
            var (opcode, token) = code[at];
            if (opcode.FlowControl is not (FlowControl.Next or FlowControl.Call or FlowControl.Meta))
            {
                return null;
            }

            if (opcode.StackBehaviourPop == StackBehaviour.Varpop)
            {
                if (Called(metadata, token) is not { } call || opcode == OpCodes.Calli)
                {
                    return null;
                }

                var isNew = opcode == OpCodes.Newobj;
                var taken = call.Shape.Parameters + (call.Shape.HasThis && !isNew ? 1 : 0);
                if (taken > above)
                {
                    return taken == above + 1 && call.Shape.HasThis && !isNew ? call.Name : null;
                }

                above += (isNew || call.Shape.ReturnsValue ? 1 : 0) - taken;
            }
            else
            {
                var taken = Count(opcode.StackBehaviourPop);
                if (taken > above)
                {
                    return null;
                }

                above += Count(opcode.StackBehaviourPush) - taken;
            }
        }

        return null;
    }

    private static (string Name, MethodShape Shape)? Called(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        switch (handle.Kind)
        {
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return (metadata.GetString(member.Name), MethodShape.Of(metadata, member.Signature));
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return (metadata.GetString(method.Name), MethodShape.Of(metadata, method.Signature));
            default:
                return null;
        }
    }

    // Pop0, Popi_popi, Push1_push1 and so on: the names count.
    private static int Count(StackBehaviour behaviour) =>
        behaviour is StackBehaviour.Pop0 or StackBehaviour.Push0 ? 0 : behaviour.ToString().Split('_').Length;
}
