using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>
/// A member of <c>uiDefinition.constraints</c> has another type than the platform's own connectors have there. Such a connector has
/// stopped every flow that lists the connectors of its environment.
/// </summary>
internal sealed class ConstraintsHaveType() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3108", "A constraint of a connection parameter has another type", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        foreach (var member in parameter.Node[Keyword.UiDefinition][Keyword.Constraints].Members)
        {
            if (!member.IsNull && Expected(member) is var (isRight, advice) && !isRight)
            {
                context.Report(this, member,
                    $"\"{member.Name}\" of the connection parameter '{ValueText.Shorten(parameter.Node.Name)}' is "
                        + $"{ValueText.Of(member)}, but the platform keeps another type there, "
                        + $"and flows that list connectors can fail on it: write {advice}");
            }
        }
    }

    private static (bool IsRight, string Advice)? Expected(SourceNode member) => member.Name switch
    {
        "required" or "hidden" => (member.IsString, $"\"{(member.IsTrue ? "true" : "false")}\" in quotes"),
        "clearText" =>
            (member.IsBoolean, $"{(string.Equals(member.Text, "true", StringComparison.OrdinalIgnoreCase) ? "true" : "false")} without "
                + "quotes"),
        "tabIndex" => (member.IsNumber, "a number without quotes"),
        "capability" or "allowedValues" => (member.IsArray, "a list in square brackets"),
        "dependencies" => (member.IsObject, "an object in braces"),
        _ => null,
    };
}
