using System.Text.Json;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>Members of closed sets as plan files write them: the member's name, with a small first letter.</summary>
internal static class PlanWords
{
    public static string Of<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
