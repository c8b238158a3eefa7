using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>References that lead back to where they began.</summary>
/// <param name="Start">The entry that they begin and end with.</param>
/// <param name="Closing">The reference that leads back to it.</param>
/// <param name="Steps">The references in their order, the first few of them.</param>
/// <param name="Length">How many there are.</param>
/// <param name="IsRequired">Whether a required property is among them.</param>
internal sealed record ReferenceCircle(SourceNode Start, SourceNode Closing, IReadOnlyList<ReferenceStep> Steps, int Length, bool IsRequired)
{
    /// <summary>More steps than these are only counted.</summary>
    public const int MaxShown = 6;

    /// <summary>The way around, such as <c>'A' -> 'B' (allOf) -> 'A' ($ref)</c>.</summary>
    /// <param name="nameOf">The entry's name that a reference leads to.</param>
    public string Describe(Func<SourceNode, string> nameOf)
    {
        var text = new StringBuilder($"'{ValueText.Shorten(Start.Name)}'");
        foreach (var step in Steps)
        {
            text.Append($" -> '{ValueText.Shorten(nameOf(step.Reference))}' ({step.Describe()})");
        }

        return Length > Steps.Count ? text.Append($" -> ... {Length} references in all").ToString() : text.ToString();
    }
}

/// <summary>A reference on the way.</summary>
/// <param name="Reference">The <c>$ref</c>'s text.</param>
/// <param name="Kind">How the entry that has it comes to it.</param>
/// <param name="Property">The required property that leads to it, if one does.</param>
internal readonly record struct ReferenceStep(SourceNode Reference, ReferenceKind Kind, SourceNode Property = default)
{
    public string Describe() => Kind switch
    {
        ReferenceKind.Required => $"required '{ValueText.Shorten(Property.Name)}'",
        ReferenceKind.AllOf => "allOf",
        _ => "$ref",
    };
}

/// <summary>How an entry comes to a reference.</summary>
internal enum ReferenceKind : byte
{
    /// <summary>In any way.</summary>
    Any,

    /// <summary>The entry is nothing but the reference.</summary>
    Whole,

    /// <summary>By its <c>allOf</c>.</summary>
    AllOf,

    /// <summary>By a property that it requires.</summary>
    Required,
}
