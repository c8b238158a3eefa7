using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>
/// The app roles that tokens for an API carry. Assignments through Graph are not supported; a declared API says which of its roles are
/// assigned.
/// </summary>
internal static class TokenRoles
{
    /// <summary>The member of an app with the names of the roles that are assigned to everybody who may have them. Not shown.</summary>
    public const string AssignedMember = "_assignedRoles";

    /// <summary>The assigned roles of an API for users (<c>User</c>) or apps (<c>Application</c>).</summary>
    public static IReadOnlyList<string> Of(JsonObject? application, string memberType)
    {
        var assigned = application.Texts(AssignedMember).ToHashSet(StringComparer.Ordinal);
        return [.. application.Items("appRoles")
            .Where(r => r.Texts("allowedMemberTypes").Contains(memberType, StringComparer.Ordinal))
            .Select(r => r.Text("value")!)
            .Where(assigned.Contains)];
    }
}
