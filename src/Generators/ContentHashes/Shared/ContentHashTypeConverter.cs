namespace Guarded.Generated;

/// <summary>Turns a hash into its text and back where components are bound to text: configuration, designers, command lines.</summary>
internal sealed class ContentHashTypeConverter<THash> : TypeConverter
    where THash : struct, IParsable<THash>
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? THash.Parse(text, culture) : base.ConvertFrom(context, culture, value);

    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        destinationType == typeof(string) && value is THash hash ? hash.ToString() : base.ConvertTo(context, culture, value, destinationType);
}
