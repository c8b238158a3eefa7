using System.Text;
using System.Xml.Linq;

namespace ConnectorBuild.Adoption;

/// <summary>The project file of an adopted connector.</summary>
internal static class ProjectFileText
{
    public static byte[] Create(AdoptionOptions options, AdoptedConnector connector, AdoptedSolution solution, IReadOnlyList<AdoptedEnvironment> environments)
    {
        var properties = new XElement("PropertyGroup");
        Add("ConnectorSolutionName", solution.UniqueName);
        Add("ConnectorSolutionDisplayName", solution.DisplayName == solution.UniqueName ? null : solution.DisplayName);
        Add("ConnectorPublisherPrefix", solution.PublisherPrefix);
        Add("ConnectorPublisherName", solution.PublisherName == solution.PublisherPrefix ? null : solution.PublisherName);
        Add("Version", solution.Version);
        if (connector.Name is not null || connector.RowId is not null)
        {
            properties.Add(new XComment(" By these the connector that exists is found again. They cannot be changed. "));
        }

        Add("ConnectorName", connector.Name);
        Add("ConnectorRowId", connector.RowId?.ToString());
        Add("ConnectorDisplayName", connector.DisplayName == connector.Definition["info"]?["title"]?.ToString() ? null : connector.DisplayName);
        var project = new XElement("Project", new XAttribute("Sdk", $"ConnectorBuild.Sdk/{options.SdkVersion}"), properties);
        if (environments.Count > 0)
        {
            project.Add(new XElement("ItemGroup", environments.Select(Item)));
        }

        var text = project.ToString().ReplaceLineEndings("\n")
            .Replace("\n  <PropertyGroup>", "\n\n  <PropertyGroup>", StringComparison.Ordinal)
            .Replace("\n  <ItemGroup>", "\n\n  <ItemGroup>", StringComparison.Ordinal)
            .Replace("\n</Project>", "\n\n</Project>\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                properties.Add(new XElement(name, value));
            }
        }
    }

    // An environment without address cannot be deployed to; as a comment it waits for its address and keeps what is known.
    private static XNode Item(AdoptedEnvironment environment)
    {
        var item = new XElement("ConnectorEnvironment", new XAttribute("Include", environment.Name));
        if (!environment.IsLocalCloud)
        {
            item.Add(new XAttribute("Url", environment.Url ?? "https://contoso.crm4.dynamics.com"), new XAttribute("TenantId", environment.TenantId ?? "00000000-0000-0000-0000-000000000000"));
        }

        if (environment.ClientId is not null)
        {
            item.Add(new XAttribute("ClientId", environment.ClientId));
        }

        return environment.IsLocalCloud || (environment.Url is not null && environment.TenantId is not null) ? item : new XComment($" {item.ToString().Replace("--", "- -", StringComparison.Ordinal)} ");
    }
}
