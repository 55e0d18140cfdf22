<?php
// Imports the WXR file whose path stands on standard input, through WordPress's own functions, as its importer does it:
// the same checks in the same order, what exists is passed over, nothing is fetched. Prints what it passed over as JSON.
define('WP_IMPORTING', true);
require ABSPATH . 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user(1);
$channel = simplexml_load_file(trim(stream_get_contents(STDIN)), 'SimpleXMLElement', LIBXML_PARSEHUGE)->channel;
$passed = $posts = $orphans = $menus = $waiting = [];

function own(SimpleXMLElement $element): SimpleXMLElement
{
    return $element->children('wp', true);
}

function declared(string $taxonomy, string $slug, string $name, string $above = ''): int
{
    $known = term_exists($slug, $taxonomy);
    if ($known) {
        return (int) $known['term_id'];
    }
    $parent = $above === '' ? null : term_exists($above, $taxonomy);
    $made = wp_insert_term(wp_slash($name), $taxonomy, ['slug' => $slug, 'parent' => $parent ? (int) $parent['term_id'] : 0]);
    if (is_wp_error($made)) {
        fwrite(STDERR, "$taxonomy $slug: {$made->get_error_message()}\n");
        exit(1);
    }
    return $made['term_id'];
}

function author_of(string $login): int
{
    $user = get_user_by('login', sanitize_user($login, true));
    return $user ? $user->ID : 1;
}

function import_entry(SimpleXMLElement $item, array $metas): void
{
    global $posts, $menus, $passed, $waiting;
    $number = (int) own($item)->post_id;
    $object = (int) $metas['_menu_item_object_id'];
    if ($metas['_menu_item_type'] === 'post_type') {
        if (!isset($posts[$object])) {
            $passed[] = "menu entry $item->title";
            return;
        }
        $object = $posts[$object];
    }
    $menu = get_term_by('slug', (string) $item->category['nicename'], 'nav_menu');
    $above = (int) $metas['_menu_item_menu_item_parent'];
    $made = wp_update_nav_menu_item($menu->term_id, 0, wp_slash([
        'menu-item-object-id' => $object,
        'menu-item-object' => $metas['_menu_item_object'],
        'menu-item-parent-id' => $menus[$above] ?? 0,
        'menu-item-position' => (int) own($item)->menu_order,
        'menu-item-type' => $metas['_menu_item_type'],
        'menu-item-title' => (string) $item->title,
        'menu-item-url' => $metas['_menu_item_url'],
        'menu-item-status' => (string) own($item)->status,
    ]));
    $menus[$number] = $made;
    if ($above && !isset($menus[$above])) {
        $waiting[] = $above;
    }
}

function import_post(SimpleXMLElement $item, array $metas): void
{
    global $posts, $passed;
    $wp = own($item);
    $type = (string) $wp->post_type;
    $title = (string) $item->title;
    $number = (int) $wp->post_id;
    if (isset($posts[$number]) || (string) $wp->status === 'auto-draft' || !post_type_exists($type)) {
        $passed[] = "$type $title";
        return;
    }
    $there = post_exists(wp_slash($title), '', (string) $wp->post_date, $type);
    if ($there) {
        $passed[] = "$type $title";
        $posts[$number] = $there;
    } else {
        $fields = [
            'import_id' => $number,
            'post_author' => author_of((string) $item->children('dc', true)->creator),
            'post_content' => (string) $item->children('content', true)->encoded,
            'post_excerpt' => (string) $item->children('excerpt', true)->encoded,
            'post_title' => $title,
            'post_parent' => $posts[(int) $wp->post_parent] ?? 0,
            'guid' => (string) $item->guid,
            'post_type' => $type,
            'menu_order' => (int) $wp->menu_order,
        ];
        foreach (['date', 'date_gmt', 'name', 'password'] as $name) {
            $fields["post_$name"] = (string) $wp->{"post_$name"};
        }
        $fields += ['post_status' => (string) $wp->status, 'comment_status' => (string) $wp->comment_status, 'ping_status' => (string) $wp->ping_status];
        $made = $type === 'attachment' ? wp_insert_attachment(wp_slash($fields), false, 0, true) : wp_insert_post(wp_slash($fields), true);
        if (is_wp_error($made)) {
            $passed[] = "$type $title: {$made->get_error_message()}";
            return;
        }
        $posts[$number] = $made;
    }
    $terms = [];
    foreach ($item->category as $category) {
        $taxonomy = (string) $category['domain'];
        $terms[$taxonomy][] = declared($taxonomy, (string) $category['nicename'], (string) $category);
    }
    foreach ($terms as $taxonomy => $ids) {
        wp_set_post_terms($posts[$number], $ids, $taxonomy);
    }
    foreach ($metas as $key => $value) {
        add_post_meta($posts[$number], wp_slash($key), wp_slash(maybe_unserialize($value)));
    }
}

foreach (own($channel)->author as $author) {
    $login = sanitize_user((string) $author->author_login, true);
    if (!get_user_by('login', $login)) {
        wp_insert_user(['user_login' => $login, 'user_pass' => wp_generate_password(), 'display_name' => (string) $author->author_display_name]);
    }
}
foreach (own($channel)->category as $category) {
    declared('category', (string) $category->category_nicename, (string) $category->cat_name, (string) $category->category_parent);
}
foreach (own($channel)->tag as $tag) {
    declared('post_tag', (string) $tag->tag_slug, (string) $tag->tag_name);
}
foreach (own($channel)->term as $term) {
    declared((string) $term->term_taxonomy, (string) $term->term_slug, (string) $term->term_name);
}
foreach ($channel->item as $item) {
    $metas = [];
    foreach (own($item)->postmeta as $meta) {
        $metas[(string) $meta->meta_key] = (string) $meta->meta_value;
    }
    (string) own($item)->post_type === 'nav_menu_item' ? import_entry($item, $metas) : import_post($item, $metas);
}
echo json_encode(['passed' => $passed, 'late' => count($waiting)], JSON_UNESCAPED_UNICODE);
