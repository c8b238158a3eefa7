using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A member of the root in the wrong case.</summary>
internal sealed class RootMembersInCase() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1108", "A member of the root in the wrong case", DiagnosticSeverity.Warning) { PlatformCode = "AdditionalPropertyNotAllowed" };

    public void Check(RuleContext context)
    {
        foreach (var member in context.Definition.Children)
        {
            if (!AllowedMembers.Root.Allows(member)
                && AllowedMembers.Root.Names.FirstOrDefault(n => string.Equals(n, member.Name, StringComparison.OrdinalIgnoreCase)) is { } right)
            {
                context.ReportName(
                    this, member,
                    $"'{member.Name}' is in the wrong case, so the platform ignores it without a word; did you mean '{right}'? Rename it");
            }
        }
    }
}
