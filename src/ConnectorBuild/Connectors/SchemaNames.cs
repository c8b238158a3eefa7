using System.Security.Cryptography;
using System.Text;

namespace ConnectorBuild.Connectors;

/// <summary>Schema and display names of the environment variables that belong to a connector.</summary>
internal static class SchemaNames
{
    private const int MaxLength = 100;

    /// <summary>
    /// The connector's row name and a suffix in letters, digits and underscores; a name that is too long is cut and told apart by a hash.
    /// </summary>
    public static string Create(string rowName, string suffix)
    {
        var name = string.Concat(rowName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return name.Length + suffix.Length <= MaxLength
            ? name + suffix
            : $"{name[..(MaxLength - suffix.Length - 9)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rowName)).AsSpan(0, 4))}{suffix}";
    }

    /// <summary>
    /// A display name that says the connector and what the variable is for; the connector's name is cut where both are too long for the
    /// column.
    /// </summary>
    public static string Display(string connector, string purpose)
    {
        var tail = $": {purpose}";
        if (connector.Length + tail.Length <= MaxLength)
        {
            return connector + tail;
        }

        var length = MaxLength - tail.Length - 1;

        // Half a surrogate pair is not valid text.
        return $"{connector[..(char.IsHighSurrogate(connector[length - 1]) ? length - 1 : length)].TrimEnd()}…{tail}";
    }

    /// <summary>The display name of the variable that <see cref="Record"/> names.</summary>
    public static string RecordDisplay(string connector) => Display(connector, "deployment record");

    /// <summary>The variable that holds what the next deployment of a connector must know.</summary>
    public static string Record(string rowName) => Create(rowName, "_deployment");
}
