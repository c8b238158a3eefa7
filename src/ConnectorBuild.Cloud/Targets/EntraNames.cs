using System.Security.Cryptography;
using System.Text;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>How apps and secrets are named, so that the next run on any machine finds them again.</summary>
public static class EntraNames
{
    // Longer names work, but the admin center and other tools cut them (Microsoft 365 Agents Toolkit keeps to 120).
    private const int MaxLength = 120;

    /// <summary>
    /// The app's <c>uniqueName</c>: <c>connectorbuild.{row name}.{environment}</c>, or without the environment when one app serves all of them.
    /// Only <c>[A-Za-z0-9._-]</c>, because Graph takes it inside quotes in a path.
    /// </summary>
    public static string UniqueName(string rowName, string? environmentKey)
    {
        ArgumentNullException.ThrowIfNull(rowName);
        var name = Clean($"connectorbuild.{rowName}{(environmentKey is null ? "" : "." + environmentKey)}");
        return name.Length <= MaxLength
            ? name
            : $"{name[..(MaxLength - 17)]}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8))}";
    }

    /// <summary>What people see in the admin center.</summary>
    public static string DisplayName(string connectorDisplayName, string? environmentName)
    {
        ArgumentNullException.ThrowIfNull(connectorDisplayName);
        var suffix = environmentName is null ? " connector" : $" connector ({environmentName})";
        return connectorDisplayName[..Math.Min(connectorDisplayName.Length, MaxLength - Math.Min(suffix.Length, MaxLength))] + suffix;
    }

    /// <summary>What the display name of every secret that we mint for this connector and environment starts with.</summary>
    public static string SecretPrefix(string rowName, string environmentKey) => Clean($"connectorbuild.{rowName}.{environmentKey}") + "/";

    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
}
