using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>
/// The name of a connector that was not made in a solution: <c>shared_{title}-5f{16 hex}-5f{16 hex}</c>, the last for the environment.
/// </summary>
internal static class ApiName
{
    /// <summary>A name that no connector of the environment has.</summary>
    public static string New(DataverseEnvironment environment, string displayName)
    {
        var title = ConnectorBehaviour.Encode(displayName);
        for (var number = 0; ; number++)
        {
            var part = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{environment.Tenant.Id} {displayName} {number}")))[..16];
            var name = $"shared_{title}-5f{part}-5f{ConnectorBehaviour.EnvironmentHash(environment)}";
            if (!environment.Rows(ApiStore.Table).ContainsKey(name))
            {
                return name;
            }
        }
    }
}
