using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>x-ms-connector-metadata is missing or incomplete.</summary>
internal sealed class MetadataIsComplete() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4005", "x-ms-connector-metadata is missing or incomplete",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "ConnectorMetadataPropertiesMissing" };

    private static readonly string[] Names = ["Website", "Privacy policy", "Categories"];

    public void Check(RuleContext context)
    {
        var metadata = context.Definition[Keyword.XMsConnectorMetadata];
        if (!metadata.IsArray)
        {
            context.Report(
                this, metadata.Exists ? metadata : context.Definition,
                "The definition has no list \"x-ms-connector-metadata\", which certification demands: add [{ \"propertyName\": "
                    + "\"Website\", \"propertyValue\": \"https://...\" }, ...] with Website, Privacy policy and Categories",
                "RequiredPropertyMissing");
            return;
        }

        foreach (var name in Names)
        {
            if (!metadata.Elements.Any(e => string.Equals(e[Keyword.PropertyName].Text, name, StringComparison.OrdinalIgnoreCase)))
            {
                context.ReportName(
                    this, metadata,
                    $"\"x-ms-connector-metadata\" has no entry '{name}', which certification demands: add {{ \"propertyName\": "
                        + $"\"{name}\", \"propertyValue\": \"...\" }}");
            }
        }
    }
}
