using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>Tells OpenAPI 3 from Swagger 2.0 by a file's beginning, where its whole content is not needed.</summary>
internal static partial class OpenApiPeek
{
    private const int Length = 64 * 1024;

    /// <summary>Whether a file seems to be OpenAPI 3; false for one that cannot be read.</summary>
    public static bool IsOpenApi(string path) => IsMatch(path, OpenApiVersion());

    /// <summary>Whether a file seems to be Swagger 2.0; false for one that cannot be read.</summary>
    public static bool IsSwagger(string path) => IsMatch(path, SwaggerVersion());

    private static bool IsMatch(string path, Regex member)
    {
        try
        {
            using var reader = new StreamReader(RegularFile.OpenRead(path));
            var start = new char[Length];
            var count = reader.ReadBlock(start, 0, Length);
            return member.IsMatch(new string(start, 0, count));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    // A member of the root stands at the beginning of a line in YAML, and in JSON behind a bracket or a comma.
    [GeneratedRegex("""(^|[{,]\s*)["']?openapi["']?\s*:\s*["']?3\.""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OpenApiVersion();

    [GeneratedRegex("""(^|[{,]\s*)["']?swagger["']?\s*:\s*["']?2(\.0)?\b""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SwaggerVersion();
}
