using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Deployment.Routes;

/// <summary>Where the project says what the connector signs in for, so that a refusal by the tenant points at it.</summary>
internal static class SignInLocation
{
    private static readonly string[] Names = ["\"resourceUri\"", "\"AzureActiveDirectoryResourceId\"", "\"oAuthSettings\""];

    /// <summary>The line of the resource in <c>apiProperties.json</c>; the file where it names none; null without the file.</summary>
    public static SourceLocation? Find(ConnectorProject project)
    {
        if (project.PropertiesFile is not { } file)
        {
            return null;
        }

        try
        {
            var lines = File.ReadAllLines(file);
            foreach (var name in Names)
            {
                for (var line = 0; line < lines.Length; line++)
                {
                    if (lines[line].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var column)
                    {
                        return new SourceLocation(file, line + 1, column + 1, line + 1, column + 1 + name.Length);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The place is a service; that the file can be read is checked elsewhere.
        }

        return new SourceLocation(file);
    }
}
