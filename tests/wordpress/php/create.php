<?php
// Creates what standard input lists, in its order, through WordPress's own functions: items as a manifest has them, each
// with its `content` in place of the digests. The guid is BASE/?ssi=ID. Prints the number of each id as JSON.
require ABSPATH . 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user(1);

function term(string $taxonomy, string $slug): int
{
    $known = get_term_by('slug', $slug, $taxonomy);
    return $known ? $known->term_id : wp_insert_term($slug, $taxonomy, ['slug' => $slug])['term_id'];
}

$numbers = [];
foreach (json_decode(stream_get_contents(STDIN), true, 64, JSON_THROW_ON_ERROR)['items'] as $item) {
    $number = wp_insert_post(wp_slash([
        'post_type' => $item['type'],
        'post_name' => basename($item['path'] ?? ''),
        'post_parent' => $item['parent'] === null ? 0 : $numbers[$item['parent']],
        'post_status' => $item['status'],
        'post_date' => $item['date'],
        'post_title' => $item['title'],
        'post_content' => $item['content'],
        'guid' => home_url('/?ssi=' . rawurlencode($item['id'])),
    ]), true);
    if (is_wp_error($number)) {
        fwrite(STDERR, "{$item['id']}: {$number->get_error_message()}\n");
        exit(1);
    }
    foreach ($item['terms'] as $taxonomy => $slugs) {
        wp_set_object_terms($number, array_map(fn($slug) => term($taxonomy, $slug), $slugs), $taxonomy);
    }
    $numbers[$item['id']] = $number;
}
echo json_encode((object) $numbers);
