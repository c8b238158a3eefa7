using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>The type file inside a schema.</summary>
internal sealed class FileOnlyAtRoot() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1404", "The type file inside a schema", DiagnosticSeverity.Error) { PlatformCode = "SchemaTypeFileNotValid" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Type);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.IsSchema && value.Role != ValueRole.Response && value.Type == SchemaType.File)
        {
            context.Report(
                this, value[Keyword.Type],
                $"{value.Subject} has the type \"file\", which only a whole response and a form field may have, so the platform "
                    + $"refuses it: write \"type\": \"string\" with \"format\": \"binary\" (or \"byte\" for base64)");
        }
    }
}
