namespace ConnectorBuild.Diagnostics;

/// <summary>What a <c>CB</c> code stands for. Codes are permanent; texts are not.</summary>
/// <param name="Id"><c>CB</c> and four digits. The first digit is the area: 1 reading and OpenAPI, 2 what the platform refuses,
/// 3 sign-in, 4 certification and style, 5 custom code, 6 packaging and project, 7 Entra, 8 Dataverse, 9 internal and local cloud.</param>
/// <param name="Title">One line without a final stop, the heading of the code's page.</param>
/// <param name="DefaultSeverity">The severity before the project's own settings.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, DiagnosticSeverity DefaultSeverity)
{
    /// <summary>Where the pages of all codes lie.</summary>
    public const string HelpRoot = "https://github.com/connectorbuild/connectorbuild/blob/main/docs/rules/";

    /// <summary>The page that explains the code: what, why, examples, when to suppress.</summary>
    public string HelpLink => HelpRoot + Id + ".md";

    /// <summary>
    /// Whether Microsoft asks for it only when a connector is certified; such infos are warnings in a project with
    /// <c>ConnectorCertification</c>.
    /// </summary>
    public bool IsCertification { get; init; }

    /// <summary>Whether the code is not reported any more. Settings that name it do nothing.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The name of the same finding in Microsoft's own validator, by which one can search the web; null if it has none or several.</summary>
    public string? PlatformCode { get; init; }

    /// <summary>The area that the code's first digit stands for.</summary>
    public string Category => Id.Length > 2 ? Id[2] switch
    {
        '1' => "OpenAPI",
        '2' => "Platform",
        '3' => "Sign-in",
        '4' => "Certification and style",
        '5' => "Custom code",
        '6' => "Project and packaging",
        '7' => "Entra",
        '8' => "Dataverse",
        _ => "Internal and local cloud",
    } : "";
}
