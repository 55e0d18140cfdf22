<?php
// What the importer leaves when it has fetched the files of the WXR file whose path stands on standard input: each
// attachment has a file and a guid of this site, and its address stands in every content in place of the old one; of an
// image the address without its ending as well, for the sake of its other sizes. The longest come first.
require ABSPATH . 'wp-load.php';
global $wpdb;
$remap = [];
foreach (simplexml_load_file(trim(stream_get_contents(STDIN)))->channel->item as $item) {
    $wp = $item->children('wp', true);
    if ((string) $wp->post_type !== 'attachment') {
        continue;
    }
    $old = (string) $wp->attachment_url;
    $number = get_page_by_path((string) $wp->post_name, OBJECT, 'attachment')->ID;
    $name = wp_unique_filename(wp_upload_dir()['basedir'], sanitize_file_name(basename($old)));
    touch(wp_upload_dir()['basedir'] . "/$name");
    update_post_meta($number, '_wp_attached_file', $name);
    $new = wp_get_attachment_url($number);
    $wpdb->update($wpdb->posts, ['guid' => $new], ['ID' => $number]);
    $remap[$old] = $new;
    if (str_starts_with(wp_check_filetype($name)['type'], 'image/')) {
        $remap[dirname($old) . '/' . pathinfo($old, PATHINFO_FILENAME)] = dirname($new) . '/' . pathinfo($new, PATHINFO_FILENAME);
    }
}
uksort($remap, fn($one, $other) => strlen($other) <=> strlen($one));
foreach ($remap as $old => $new) {
    $wpdb->query($wpdb->prepare("UPDATE $wpdb->posts SET post_content = REPLACE(post_content, %s, %s)", $old, $new));
}
