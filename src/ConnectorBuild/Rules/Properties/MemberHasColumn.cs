using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>Members of properties that only certification reads.</summary>
internal sealed class MemberHasColumn() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2511", "A member of properties stays in the file", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var members = ConnectorColumns.CertificationMembers.Select(name => context.Properties[name]).Where(m => m.Exists).ToList();
        if (members.Count > 0)
        {
            var names = string.Join(" and ", members.Select(m => $"\"{m.Name}\""));
            context.ReportName(
                this,
                members[0],
                $"{names} {(members.Count == 1 ? "is" : "are")} for certification: an environment has no place for "
                    + $"{(members.Count == 1 ? "it" : "them")}, so a deployment leaves {(members.Count == 1 ? "it" : "them")} in the "
                    + "file. Keep for a certified connector, otherwise remove");
        }
    }
}
