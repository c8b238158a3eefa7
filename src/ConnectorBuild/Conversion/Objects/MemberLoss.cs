using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Objects;

/// <summary>A member that Swagger 2.0 cannot say: how its loss is reported.</summary>
/// <param name="Descriptor">The code.</param>
/// <param name="What">Why it cannot stay, as a sentence without its full stop.</param>
/// <param name="Instead">What was written instead.</param>
/// <param name="Keep">How to keep it, or what to do.</param>
internal sealed record MemberLoss(DiagnosticDescriptor Descriptor, string What, string Instead, string Keep)
{
    /// <summary>Text that says nothing about calls: an info.</summary>
    public static MemberLoss Note(string what, string keep = "nothing has to be done") =>
        new(ConversionRules.Annotation, what, "it is left out", keep);

    /// <summary>Whether a value says anything: false, null and what is empty do not.</summary>
    public static bool Says(SourceNode value) =>
        !value.IsNull && !(value.IsBoolean && !value.IsTrue) && !(value.IsString && value.Text!.Length == 0)
        && !((value.IsObject || value.IsArray) && value.Count == 0);
}
