namespace ConnectorBuild.Connectors;

/// <summary>What a publisher has beside its names. A null member is unknown or not set, and nothing is compared with it.</summary>
public sealed record PublisherDetails
{
    /// <summary>The lowest option value prefix that Dataverse takes.</summary>
    public const int MinOptionValuePrefix = 10000;

    /// <summary>The highest option value prefix that Dataverse takes.</summary>
    public const int MaxOptionValuePrefix = 99999;

    /// <summary>The publisher's name as makers see it (<c>friendlyname</c>), at most 256 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Its description, at most 2,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Its e-mail address (<c>emailaddress</c>), at most 100 characters.</summary>
    public string? Email { get; init; }

    /// <summary>Its web address (<c>supportingwebsiteurl</c>), at most 500 characters.</summary>
    public string? Url { get; init; }

    /// <summary>The number that begins the values of its choices (<c>customizationoptionvalueprefix</c>), 10000 to 99999.</summary>
    public int? OptionValuePrefix { get; init; }
}
