using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A parameter, header or item of one is an object, which only a body can be.</summary>
internal sealed class ParameterIsNoObject() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1313", "An object outside of a body", DiagnosticSeverity.Error) { PlatformCode = "JsonValueNotInEnum" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Type);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.IsSchema || value.Role == ValueRole.BodyParameter)
        {
            return;
        }

        // A file parameter is CB1307.
        if (value.Type == SchemaType.Object || (value.Type == SchemaType.File && value.Role != ValueRole.Parameter))
        {
            context.Report(this, value[Keyword.Type],
                $"{value.Subject} has the type {ValueText.Of(value[Keyword.Type])}, which Swagger 2.0 allows only in a body, so the document is refused: "
                    + "write \"string\" and let makers pass text, or move the value into a body");
        }
    }
}
