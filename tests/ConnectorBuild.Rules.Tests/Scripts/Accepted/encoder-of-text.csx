public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        Encoder encoder = Encoding.UTF8.GetEncoder();
        var bytes = new byte[16];
        encoder.GetBytes("abc".ToCharArray(), 0, 3, bytes, 0, flush: true);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };
    }
}
