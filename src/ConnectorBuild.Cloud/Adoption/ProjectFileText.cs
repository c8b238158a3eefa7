using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>The project file of an adopted connector.</summary>
internal static class ProjectFileText
{
    public static byte[] Create(
        AdoptionOptions options, AdoptedConnector connector, AdoptedSolution solution, IReadOnlyList<AdoptedEnvironment> environments,
        string? overlay = null)
    {
        var properties = new XElement("PropertyGroup");
        AddSolution(properties, solution);
        if (connector.Name is not null || connector.RowId is not null)
        {
            properties.Add(new XComment(" By these the connector that exists is found again. They cannot be changed. "));
        }

        Add("ConnectorName", connector.Name);
        Add("ConnectorRowId", connector.RowId?.ToString());
        Add("ConnectorDisplayName", connector.DisplayName == connector.Definition["info"]?["title"]?.ToString() ? null : connector.DisplayName);
        Add("ConnectorDescription", HasOwnDescription(connector) ? connector.Description : null);
        Add("ConnectorOmitDescription", HasNoDescription(connector) ? "true" : null);
        return Text(
            options, properties, environments,
            [.. overlay is null ? Enumerable.Empty<XElement>() : [Named("ConnectorOverlay", overlay)], .. Components(solution)]);

        void Add(string name, string? value) => AddTo(properties, name, value);
    }

    /// <summary>The project file of a solution of several connector projects.</summary>
    /// <param name="options">The solution project's name.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="members">Paths of the connector projects, relative to the project's folder.</param>
    /// <param name="environments">Where it is deployed to.</param>
    public static byte[] CreateSolution(
        AdoptionOptions options, AdoptedSolution solution, IReadOnlyList<string> members, IReadOnlyList<AdoptedEnvironment> environments)
    {
        var properties = new XElement("PropertyGroup");
        AddSolution(properties, solution);
        return Text(options, properties, environments, [.. members.Select(m => Named("ConnectorProject", m)), .. Components(solution)]);
    }

    /// <summary>
    /// Whether the row's description is another one than the definition's, so that the project must say it; an empty one it cannot say.
    /// </summary>
    public static bool HasOwnDescription(AdoptedConnector connector) =>
        connector.Description is { } own && own != (connector.Definition["info"]?["description"]?.ToString() ?? "")
            && own.Trim() is { Length: > 0 } said && said == own;

    /// <summary>Whether the row has no description although the definition has one.</summary>
    public static bool HasNoDescription(AdoptedConnector connector) =>
        connector.Description is { } own && string.IsNullOrWhiteSpace(own)
            && connector.Definition["info"]?["description"]?.ToString() is { Length: > 0 };

    private static void AddSolution(XElement properties, AdoptedSolution solution)
    {
        AddTo(properties, "ConnectorSolutionName", solution.UniqueName);
        AddTo(properties, "ConnectorSolutionDisplayName", solution.DisplayName == solution.UniqueName ? null : solution.DisplayName);
        AddTo(properties, "ConnectorSolutionDescription", solution.Description);
        AddTo(properties, "ConnectorPublisherPrefix", solution.PublisherPrefix);
        AddTo(properties, "ConnectorPublisherName", solution.PublisherName == solution.PublisherPrefix ? null : solution.PublisherName);
        var publisher = solution.PublisherDetails;
        AddTo(properties, "ConnectorPublisherDisplayName", publisher.DisplayName);
        AddTo(properties, "ConnectorPublisherDescription", publisher.Description);
        AddTo(properties, "ConnectorPublisherEmail", publisher.Email);
        AddTo(properties, "ConnectorPublisherUrl", publisher.Url);
        AddTo(properties, "ConnectorPublisherOptionValuePrefix", publisher.OptionValuePrefix?.ToString(CultureInfo.InvariantCulture));
        AddTo(properties, "Version", solution.Version);
    }

    private static byte[] Text(
        AdoptionOptions options, XElement properties, IReadOnlyList<AdoptedEnvironment> environments, IReadOnlyList<XElement> items)
    {
        var project = new XElement("Project", new XAttribute("Sdk", $"ConnectorBuild.Sdk/{options.SdkVersion}"), properties);
        if (items.Count > 0)
        {
            project.Add(new XElement("ItemGroup", items));
        }

        if (environments.Count > 0)
        {
            project.Add(new XElement("ItemGroup", environments.Select(e => Item(e, options.Directory))));
        }

        var text = project.ToString().ReplaceLineEndings("\n")
            .Replace("\n  <PropertyGroup>", "\n\n  <PropertyGroup>", StringComparison.Ordinal)
            .Replace("\n  <ItemGroup>", "\n\n  <ItemGroup>", StringComparison.Ordinal)
            .Replace("\n</Project>", "\n\n</Project>\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private static void AddTo(XElement parent, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parent.Add(new XElement(name, SafeText.ForMSBuild(value)));
        }
    }

    private static XElement Named(string item, string name) => new(item, new XAttribute("Include", SafeText.ForMSBuildItem(name)));

    private static IEnumerable<XElement> Components(AdoptedSolution solution) =>
    [
        .. solution.EnvironmentVariables.Select(v =>
        {
            var item = Named("ConnectorEnvironmentVariable", v.SchemaName);
            AddTo(item, "DisplayName", v.DisplayName == v.SchemaName ? null : v.DisplayName);
            AddTo(item, "Description", v.Description);
            AddTo(item, "Type", v.Type == EnvironmentVariableType.Text ? null : v.Type.ToString());
            AddTo(item, "DefaultValue", v.DefaultValue);
            AddTo(item, "IsRequired", v.IsRequired ? "true" : null);
            AddTo(item, "IsCustomizable", v.IsCustomizable ? null : "false");
            AddTo(item, "IntroducedVersion", v.IntroducedVersion);
            AddTo(item, "ApiId", v.ApiId);
            AddTo(item, "ParameterKey", v.ParameterKey);
            return item;
        }),
        .. solution.ConnectionReferences.Select(r =>
        {
            var item = Named("ConnectorConnectionReference", r.LogicalName);
            AddTo(item, "DisplayName", r.DisplayName == r.LogicalName ? null : r.DisplayName);
            AddTo(item, "Description", r.Description);
            AddTo(item, "ConnectorId", r.ConnectorId);
            AddTo(item, "ConnectorRowId", r.CustomConnectorRowId?.ToString());
            AddTo(item, "IsCustomizable", r.IsCustomizable ? null : "false");
            return item;
        }),
        .. solution.Translations.Select(t =>
        {
            var item = Named("ConnectorTranslation", t.Component);
            AddTo(item, "Language", t.Language.ToString(CultureInfo.InvariantCulture));
            AddTo(item, "DisplayName", t.DisplayName);
            AddTo(item, "Description", t.Description);
            return item;
        }),
    ];

    // An environment without address cannot be deployed to; as a comment it waits for its address and keeps what is known.
    private static XNode Item(AdoptedEnvironment environment, string folder)
    {
        var item = Named("ConnectorEnvironment", environment.Name);
        if (!environment.IsLocalCloud)
        {
            item.Add(
                new XAttribute("Url", SafeText.ForMSBuild(environment.Url ?? "https://contoso.crm4.dynamics.com")),
                new XAttribute("TenantId", SafeText.ForMSBuild(environment.TenantId ?? "00000000-0000-0000-0000-000000000000")));
        }

        foreach (var (name, value) in new[]
        {
            ("Cloud", environment.Cloud),
            ("AuthorityHost", environment.AuthorityHost),
            ("GraphUrl", environment.GraphUrl),
            ("TrustedCertificate", environment.TrustedCertificate is { } certificate ? Relative(folder, certificate) : null),
            ("Managed", environment.IsManaged ? "true" : null),

            // The new project's local cloud is one of its own, without the app; where it is another one's all the same, the app is found by its name.
            ("ClientId", environment.IsLocalCloud ? null : environment.ClientId),
        })
        {
            if (value is not null)
            {
                item.Add(new XAttribute(name, SafeText.ForMSBuild(value)));
            }
        }

        return environment.IsReachable ? item : new XComment($" {item.ToString().Replace("--", "- -", StringComparison.Ordinal)} ");
    }

    // A project goes to other machines. Only what lies on another drive has no way from here.
    private static string Relative(string folder, string file) =>
        Path.IsPathFullyQualified(file) ? Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/') : file;
}
