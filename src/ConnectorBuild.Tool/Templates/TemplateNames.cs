using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Templates;

/// <summary>The names that a new project can have. Those of environments and publishers are the ones that a build takes.</summary>
internal static class TemplateNames
{
    /// <summary>What is wrong with a project's name, a sentence; null if nothing is. The name becomes part of XML, JSON and file names.</summary>
    public static string? ProjectFault(string name)
    {
        var shown = $"'{SafeText.OneLine(name)}' is not a valid name for a project";
        return !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')
                || name.Length == 0 || name[0] is ' ' or '.' || name[^1] is ' ' or '.'
                ? $"{shown}. Use letters, digits, dots, hyphens and underscores, and no dot at either end."
            : DeviceNames.Contains(name) ? $"{shown}: Windows takes files of that name for a device. Use another one, such as 'Orders'."
            : !name.Any(char.IsAsciiLetterOrDigit)
                ? $"{shown}: names in Dataverse have the letters a to z and digits only, and nothing would be left. Name the project so; the title "
                    + "that makers see is in the definition, in any language."
            : null;
    }

    /// <summary>What is wrong with a list of environments; null if nothing is.</summary>
    /// <param name="list">Names with commas, semicolons or spaces between them; <c>local</c> is always there.</param>
    public static string? EnvironmentsFault(string list)
    {
        var names = list.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return names.FirstOrDefault(n => !DeploymentEnvironment.IsName(n)) is { } wrong
                ? $"'{SafeText.OneLine(wrong)}' cannot name an environment, because the name is part of file names such as apiProperties.dev.json. Use "
                    + "letters, digits, '-' and '_', and none of swagger, json, yaml, yml or the devices of Windows (con, nul, com1)."
            : names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice
                ? $"The environment '{twice}' is named twice; letter case does not matter. Name each once."
            : null;
    }

    /// <summary>What is wrong with a publisher's prefix; null if nothing is.</summary>
    public static string? PublisherFault(string prefix) => SolutionManifest.IsPublisherPrefix(prefix)
        ? null
        : $"'{SafeText.OneLine(prefix)}' is not a prefix that Dataverse takes. Use 2 to 8 letters and digits, a letter first, not beginning with "
            + "'mscrm'.";
}
