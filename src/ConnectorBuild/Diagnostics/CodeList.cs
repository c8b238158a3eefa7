using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ConnectorBuild.Diagnostics;

/// <summary>Lists of codes: each assembly lists its own, whoever shows them joins the lists.</summary>
public static class CodeList
{
    /// <summary>The codes that a type holds in public static fields.</summary>
    public static IEnumerable<DiagnosticDescriptor> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return holder
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!);
    }

    /// <summary>Several lists as one, in the order of the codes.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Join(params IEnumerable<DiagnosticDescriptor>[] lists) =>
        [.. lists.SelectMany(l => l).OrderBy(d => d.Id, StringComparer.Ordinal)];
}
