using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ConnectorBuild.CustomCode;

/// <summary>Reads what a compiled script has in it. Nothing is loaded or run.</summary>
internal static class ScriptInspector
{
    private const string Context = "IScriptContext";

    public static ScriptContent Inspect(byte[] assembly)
    {
        using var file = new PEReader([.. assembly]);
        var metadata = file.GetMetadataReader();
        var (state, type) = ClassOf(metadata);
        return new ScriptContent
        {
            Class = state,
            ClassName = type is { } found ? metadata.GetString(found.Name) : null,
            ClassNamespace = type is { Namespace.IsNil: false } named ? metadata.GetString(named.Namespace) : null,
            UsesConnectionParameters = metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Any(member => IsConnectionParameters(metadata, member)),
            StaticState = ScriptStaticState.Of(file, metadata),
            Namespaces = [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => metadata.GetString(t.Namespace)).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static (ScriptClassState State, TypeDefinition? Type) ClassOf(MetadataReader metadata)
    {
        var candidates = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => string.Equals(metadata.GetString(type.Name), "Script", StringComparison.OrdinalIgnoreCase))
            .Select(type => (State: StateOf(metadata, type), Type: type))
            .OrderBy(candidate => candidate.State)
            .ToList();
        return candidates.Count == 0 ? (ScriptClassState.Missing, null) : (candidates[0].State, candidates[0].Type);
    }

    private static ScriptClassState StateOf(MetadataReader metadata, TypeDefinition type) =>
        !DerivesFromScriptBase(metadata, type) ? ScriptClassState.OtherBase
        : type.IsNested || !type.Namespace.IsNil ? ScriptClassState.Nested
        : (type.Attributes & TypeAttributes.Abstract) != 0 || !HasConstructor(metadata, type) ? ScriptClassState.CannotBeCreated
        : ScriptClassState.Fine;

    private static bool DerivesFromScriptBase(MetadataReader metadata, TypeDefinition type) => type.BaseType.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) == "ScriptBase",
        HandleKind.TypeDefinition => DerivesFromScriptBase(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)),
        _ => false,
    };

    private static bool HasConstructor(MetadataReader metadata, TypeDefinition type) =>
        type.GetMethods().Select(metadata.GetMethodDefinition).Any(method =>
        metadata.GetString(method.Name) == ".ctor"
        && (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
        && MethodShape.Of(metadata, method.Signature).Parameters == 0);

    private static bool IsConnectionParameters(MetadataReader metadata, MemberReference member) =>
        metadata.GetString(member.Name) == "get_ConnectionParameters"
        && member.Parent.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == Context;
}
