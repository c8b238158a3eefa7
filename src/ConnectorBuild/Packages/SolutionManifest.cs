using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>What a solution package says about itself: the content of <c>solution.xml</c> and the components beside the connectors.</summary>
public sealed record SolutionManifest
{
    private readonly int? _optionValuePrefix;

    /// <summary>Unique name: ASCII letters, digits and underscores, at most 65.</summary>
    public required string UniqueName { get; init; }

    /// <summary>What makers see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The description that makers see, or null.</summary>
    public string? Description { get; init; }

    /// <summary>One to four numbers with dots; <see cref="Connectors.SolutionVersion"/> makes it four.</summary>
    public required string Version { get; init; }

    /// <summary>Unique name of the publisher.</summary>
    public required string PublisherName { get; init; }

    /// <summary>The publisher's name as makers see it.</summary>
    public required string PublisherDisplayName { get; init; }

    /// <summary>The publisher's description, at most 2,000 characters, or null.</summary>
    public string? PublisherDescription { get; init; }

    /// <summary>The publisher's e-mail address, at most 100 characters, or null.</summary>
    public string? PublisherEmail { get; init; }

    /// <summary>The publisher's web address, at most 500 characters, or null.</summary>
    public string? PublisherUrl { get; init; }

    /// <summary>Customization prefix: 2 to 8 ASCII letters and digits, a letter first, not beginning with <c>mscrm</c>.</summary>
    public required string PublisherPrefix { get; init; }

    /// <summary>Option value prefix, 10000 to 99999; derived from <see cref="PublisherPrefix"/> unless given.</summary>
    public int OptionValuePrefix
    {
        get => _optionValuePrefix ?? DeriveOptionValuePrefix(PublisherPrefix);
        init => _optionValuePrefix = value;
    }

    /// <summary>What the publisher says beside its names; without what follows from them anyway.</summary>
    public PublisherDetails PublisherDetails => new()
    {
        DisplayName = PublisherDisplayName == PublisherName ? null : PublisherDisplayName,
        Description = PublisherDescription,
        Email = PublisherEmail,
        Url = PublisherUrl,
        OptionValuePrefix = OptionValuePrefix == DeriveOptionValuePrefix(PublisherPrefix) ? null : OptionValuePrefix,
    };

    /// <summary>Texts of solution, publisher and environment variables in further languages.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>Environment variables that the solution defines.</summary>
    public IReadOnlyList<EnvironmentVariable> EnvironmentVariables { get; init; } = [];

    /// <summary>Connection references in the solution.</summary>
    public IReadOnlyList<ConnectionReference> ConnectionReferences { get; init; } = [];

    /// <summary>Root components of other types than connector; only a package that was made elsewhere has any.</summary>
    public IReadOnlyList<RootComponent> OtherComponents { get; init; } = [];

    /// <summary>What the tables among <see cref="OtherComponents"/> consist of.</summary>
    public TableParts TableParts { get; init; } = TableParts.None;

    /// <summary>
    /// The manifest of a connector project. A name that the project leaves out is empty here and found by <see cref="PackageChecks"/>.
    /// </summary>
    public static SolutionManifest Create(ConnectorProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var name = project.SolutionName ?? "";
        var prefix = project.PublisherPrefix ?? "";
        var publisher = project.PublisherName ?? prefix;
        var details = project.PublisherDetails;
        return new SolutionManifest
        {
            UniqueName = name,
            DisplayName = project.SolutionDisplayName ?? name,
            Description = project.SolutionDescription,
            Version = project.SolutionVersion,
            PublisherName = publisher,
            PublisherDisplayName = details.DisplayName ?? publisher,
            PublisherDescription = details.Description,
            PublisherEmail = details.Email,
            PublisherUrl = details.Url,
            PublisherPrefix = prefix,
            OptionValuePrefix = details.OptionValuePrefix ?? DeriveOptionValuePrefix(prefix),
            Translations = project.Translations,
            EnvironmentVariables = project.EnvironmentVariables,
            ConnectionReferences = project.ConnectionReferences,
        };
    }

    /// <summary>Whether Dataverse takes a publisher's prefix: 2 to 8 letters and digits, a letter first, not beginning with <c>mscrm</c>.</summary>
    public static bool IsPublisherPrefix(string? prefix) =>
        prefix is { Length: >= 2 and <= 8 }
        && char.IsAsciiLetter(prefix[0])
        && prefix.All(char.IsAsciiLetterOrDigit)
        && !prefix.StartsWith("mscrm", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The number that stands for a prefix, the same on every machine: 32-bit FNV-1a of the prefix, folded into 10000 to 99999. The platform
    /// draws its own when a publisher is made by hand (how is UNKNOWN); an import into an environment that has the publisher keeps the
    /// existing one (INFERRED).
    /// </summary>
    public static int DeriveOptionValuePrefix(string publisherPrefix)
    {
        ArgumentNullException.ThrowIfNull(publisherPrefix);
        var hash = 2166136261u;
        foreach (var character in publisherPrefix)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return 10000 + (int)(hash % 90000);
    }
}
