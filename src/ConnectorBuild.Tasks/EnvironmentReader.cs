using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>Reads the <c>ConnectorEnvironment</c> items.</summary>
internal sealed class EnvironmentReader(ProjectSource source, ProjectValueReader values, Action<Diagnostic> report)
{
    private const string ItemType = "ConnectorEnvironment";

    /// <summary>The environments, in the project's order.</summary>
    public IReadOnlyList<DeploymentEnvironment> Read(IReadOnlyList<ITaskItem> items)
    {
        var environments = new List<DeploymentEnvironment>(items.Count);
        foreach (var item in items)
        {
            var name = item.ItemSpec.Trim();
            if (environments.Any(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                report(new Diagnostic(
                    ProjectDiagnostics.EnvironmentDuplicate,
                    $"The environment '{name}' is declared twice, so it is not clear which values hold; keep one of the items, or "
                        + "change the first one with Update instead of Include",
                    source.Item(ItemType, item)));
                continue;
            }

            if (!DeploymentEnvironment.IsName(name))
            {
                report(new Diagnostic(
                    ProjectDiagnostics.ValueInvalid,
                    $"'{name}' cannot name an environment, because the name is part of file names such as apiProperties.dev.json; "
                        + "write letters, digits, '-' and '_', and none of swagger, json, yaml, yml or the devices of Windows (con, nul, com1)",
                    source.Item(ItemType, item)));
                continue;
            }

            environments.Add(Read(item, name));
        }

        return environments;
    }

    private DeploymentEnvironment Read(ITaskItem item, string name)
    {
        var environment = new DeploymentEnvironment
        {
            Name = name,
            Url = values.Origin(Value("Url"), "https://contoso-dev.crm4.dynamics.com"),
            TenantId = values.Identifier(Value("TenantId"))?.ToString(),
            Cloud = values.Choice(Value("Cloud"), "Public", "GCC", "GCCHigh", "DoD", "China"),
            Route = values.Choice(Value("Route"), "Direct", "Solution"),
            Managed = values.Boolean(Value("Managed")) ?? false,
            EntraMode = values.Choice(Value("EntraMode"), "Manage", "Verify"),
            AppScope = values.Choice(Value("AppScope"), "Environment", "Shared"),
            ClientId = values.Identifier(Value("ClientId"))?.ToString(),
            EntraCredential = Value("EntraCredential").Trimmed,
            DataverseCredential = Value("DataverseCredential").Trimmed,
            AuthorityHost = values.Address(Value("AuthorityHost"), "https://login.microsoftonline.com"),
            GraphUrl = values.Address(Value("GraphUrl"), "https://graph.microsoft.com"),
            EnvironmentId = Value("EnvironmentId").Trimmed,
            PowerPlatformUrl = values.Address(Value("PowerPlatformUrl"), "https://api.powerplatform.com"),
            TrustedCertificate = source.FullPath(Value("TrustedCertificate").Trimmed),
            LocalCloudOptions = source.FullPath(Value("LocalCloudOptions").Trimmed),
        };

        if (environment is { Managed: true, Route: "Direct" })
        {
            report(new Diagnostic(
                ProjectDiagnostics.ValueInvalid,
                $"The environment '{name}' takes managed solutions only (Managed=true), and the route Direct writes the connector "
                    + "itself; leave Route out or write Solution",
                Value("Route").FindLocation()));
        }

        return environment;

        ProjectValue Value(string metadata) =>
            new($"{metadata} of the environment '{name}'", item.GetMetadata(metadata), () => source.Metadata(ItemType, item, metadata));
    }
}
