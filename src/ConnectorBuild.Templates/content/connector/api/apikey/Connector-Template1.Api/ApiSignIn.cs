using System.Security.Cryptography;
using System.Text;

/// <summary>Callers bring a key in the header X-Api-Key. The key is the setting ApiKey: a user secret, an environment variable, a vault.</summary>
internal static class ApiSignIn
{
    public static void AddApiSignIn(this WebApplicationBuilder builder)
    {
    }

    public static void UseApiSignIn(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsSame(app.Configuration["ApiKey"], context.Request.Headers["X-Api-Key"].ToString()))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    });

    // In a time that does not tell how much of the key was right.
    private static bool IsSame(string? wanted, string given) =>
        !string.IsNullOrEmpty(wanted) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(given));
}
