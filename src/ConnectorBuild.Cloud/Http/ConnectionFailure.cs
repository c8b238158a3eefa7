using System.Net.Sockets;
using System.Security.Authentication;

namespace ConnectorBuild.Cloud.Http;

/// <summary>Why a service was not reached, out of what clients and their retries wrap around it.</summary>
public static class ConnectionFailure
{
    /// <summary>The cause, where no connection came about; null where the service answered, or something else is wrong.</summary>
    public static Exception? Find(Exception exception)
    {
        var all = Flatten(exception).ToList();
        return all.OfType<AuthenticationException>().FirstOrDefault()
            ?? all.OfType<SocketException>().FirstOrDefault() as Exception
            ?? all.OfType<HttpRequestException>().LastOrDefault();
    }

    /// <summary>Whether the cause is a certificate that this machine does not trust.</summary>
    public static bool IsUntrusted(Exception cause) => cause is AuthenticationException;

    /// <summary>The sentence about the cause that names the host, where one does.</summary>
    public static string Describe(Exception exception)
    {
        var cause = Find(exception) ?? exception;
        var text = cause is SocketException
            ? Flatten(exception).OfType<HttpRequestException>().LastOrDefault()?.Message ?? cause.Message
            : cause.Message;
        return text.TrimEnd('.') + ".";
    }

    /// <summary>An exception with everything that it wraps, outermost first.</summary>
    internal static IEnumerable<Exception> Flatten(Exception exception)
    {
        yield return exception;
        var inner = exception is AggregateException several ? several.InnerExceptions : (IEnumerable<Exception>)(exception.InnerException is { } one ? [one] : []);
        foreach (var below in inner.SelectMany(Flatten))
        {
            yield return below;
        }
    }
}
