using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A binary inside a schema.</summary>
internal sealed class NestedBinary() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4209", "A binary inside a schema",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "InvalidStringBinaryProperty" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Format);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role is ValueRole.Property or ValueRole.Items or ValueRole.AdditionalProperties or ValueRole.AllOfPart
            && value[Keyword.Format].TextEquals("binary")
            && value.Type == SchemaType.String)
        {
            context.Report(
                this, value[Keyword.Format],
                $"{value.Subject} is of the format \"binary\", which only a whole body or form field can be: write \"byte\" for base64");
        }
    }
}
